import TextCanvas

/// The list of themes over what they colour: each is shown as the cursor comes to it, and Enter keeps it.
///
/// ```
/// ╭ Theme ─────────────────────╮
/// │ ● dark                dark │
/// │   dracula             dark │
/// ╰────────────────────────────╯
/// ```
struct ThemesView: DashboardView {
  enum Command: Hashable, Sendable {
    case keep
    case move(Movement)
  }

  private let themes: ThemeOptions
  private(set) var list = ListPanel()
  /// The theme that is drawn with.
  private var shown: String
  /// Whether the one before is not to come back.
  private var isKept = false

  init(_ themes: ThemeOptions) {
    self.themes = themes
    shown = themes.current
    let row = themes.list.firstIndex { $0.name == themes.current } ?? 0
    list.move(to: row, in: themes.list.map(\.name), height: themes.list.count)
  }

  static let isOverlay = true

  static let keyTables = [
    KeyTable<Command>(
      "List of themes",
      [
        Binding("themes.keep", [.enter], .keep, footer: "keep", "keep the theme that is shown"),
        .back("themes.back", "go back to the theme that was"),
      ] + Binding.movement(Command.move) + Binding.everywhere)
  ]

  private var ids: [String] { themes.list.map(\.name) }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("themes", nil) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .keep:
      guard ids.indices.contains(list.index) else { return [.close] }
      isKept = true
      return [.close, .keepTheme(ids[list.index])]
    case .move(let movement):
      list.move(movement, in: ids, height: box(in: facts.area).height)
    }
    return preview()
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event):
      let isOpened = list.use(event, in: box(in: facts.area), ids)
      return isOpened ? perform(.keep, facts) : preview()
    case .closing where !isKept && shown != themes.current:
      return [.effect(.previewTheme(themes.current))]
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    list.reconcile(with: ids, height: box(in: facts.area).height)
    return []
  }

  /// Has the theme under the cursor drawn.
  private mutating func preview() -> [ViewRequest] {
    guard ids.indices.contains(list.index), ids[list.index] != shown else { return [] }
    shown = ids[list.index]
    return [.effect(.previewTheme(shown))]
  }

  /// At the left, as high as there are themes, so that most of what they colour is seen.
  private func rect(in area: Rect) -> Rect {
    Rect(
      x: area.x, y: area.y, width: min(area.width, 34), height: min(area.height, ids.count + 2))
  }

  private func box(in area: Rect) -> ListBox { ListBox(rect(in: area), hasHeader: false) }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let rect = self.rect(in: rect)
    let glyphs = facts.options.glyphs
    PanelBox.draw(on: &frame, rect, title: "Theme", borders: glyphs.borders, focused: true)
    let inside = box(in: facts.area).inside
    for row in 0..<max(0, min(inside.height, ids.count - list.offset)) {
      let theme = themes.list[list.offset + row]
      let y = inside.y + row
      let note = SafeText(theme.note)
      if theme.name == themes.current {
        frame.put(glyphs.isASCII ? "*" : "●", x: inside.x, y: y, style: Style(.key))
      }
      let room = inside.width - 4 - note.width
      frame.put(
        SafeText(theme.name).clipped(to: max(0, room), ellipsis: glyphs.ellipsis),
        x: inside.x + 2, y: y, width: max(0, room))
      frame.put(note, x: rect.maxX - 2 - note.width, y: y, style: Style(.muted))
      if list.offset + row == list.index {
        frame.restyle(Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: 1)) {
          $0.emphasis.insert(.selected)
        }
      }
    }
  }
}
