import TextCanvas

/// The list of themes over what they colour: each is shown as the cursor comes to it, and Enter keeps it.
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

  private func box(in area: Rect) -> ListBox { names(.unicode).box(in: area) }

  private func names(_ glyphs: GlyphSet) -> NameList {
    let sign: SafeText = glyphs.isASCII ? "*" : "●"
    return NameList(
      title: "Theme",
      rows: themes.list.map { theme in
        NameList.Row(
          sign: theme.name == themes.current ? sign : .empty, signRole: .key,
          name: SafeText(theme.name), note: SafeText(theme.note))
      }, width: 34)
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    names(facts.options.glyphs).draw(list, on: &frame, in: rect, facts.options.glyphs)
  }
}
