import TextCanvas

/// The list of columns over the list they are of, as htop's F6: Enter sorts, Space hides and shows.
///
/// ```
/// ╭ Sort by ─────────╮
/// │ ▲ STATE          │
/// │   ROWS    no room│
/// ╰──────────────────╯
/// ```
struct ColumnsView: DashboardView {
  enum Command: Hashable, Sendable {
    case sort
    case toggle
    case move(Movement)
  }

  private(set) var choice: ColumnChoice
  private(set) var list = ListPanel()

  init(_ choice: ColumnChoice) {
    self.choice = choice
    let sorted = choice.columns.firstIndex { $0.name == choice.sorted } ?? 0
    list.move(to: sorted, in: ids, height: ids.count)
  }

  /// The same list after something was hidden or shown: the cursor stays.
  func with(_ choice: ColumnChoice) -> ColumnsView {
    var view = self
    view.choice = choice
    return view
  }

  static let isOverlay = true

  static let keyTables = [
    KeyTable<Command>(
      "List of columns",
      [
        Binding(
          "columns.sort", [.enter, .function(6)], .sort, footer: "sort",
          "sort by the column; by the one sorted by already, the other way round"),
        Binding("columns.toggle", [" "], .toggle, footer: "hide/show", "hide or show the column"),
        .back,
      ] + Binding.movement(Command.move) + Binding.everywhere)
  ]

  private var ids: [String] { choice.columns.map(\.name) }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("columns", nil) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    guard choice.columns.indices.contains(list.index) else { return [.close] }
    let column = choice.columns[list.index]
    switch command {
    case .sort:
      guard column.isShown else {
        let advice =
          column.isHidden
          ? "\(facts.options.keyName("columns.toggle")) shows it"
          : "hide another, or widen the screen"
        return [.say(Notice("\(column.title) is not on screen: \(advice)"))]
      }
      return [.close, .chosen(.sort(column.name))]
    case .toggle:
      guard column.canBeHidden else { return [.say(Notice("\(column.title) always stays"))] }
      return [.chosen(.toggle(column.name))]
    case .move(let movement):
      list.move(movement, in: ids, height: box(in: facts.area).height)
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    guard case .mouse(let event) = event else { return nil }
    let isOpened = list.use(event, in: box(in: facts.area), ids)
    return isOpened ? perform(.sort, facts) : []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    list.reconcile(with: ids, height: box(in: facts.area).height)
    return []
  }

  private func box(in area: Rect) -> ListBox { names(.unicode).box(in: area) }

  private func names(_ glyphs: GlyphSet) -> NameList {
    NameList(
      title: "Sort by",
      rows: choice.columns.map { column in
        NameList.Row(
          sign: column.name == choice.sorted ? arrow(glyphs) : .empty, signRole: .header,
          name: SafeText(column.title), nameStyle: column.isShown ? .text : Style(.muted),
          note: column.isShown ? .empty : column.isHidden ? "hidden" : "no room")
      }, width: 28)
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    names(facts.options.glyphs).draw(list, on: &frame, in: rect, facts.options.glyphs)
  }

  private func arrow(_ glyphs: GlyphSet) -> SafeText {
    glyphs.isASCII
      ? choice.isAscending ? "^" : "v"
      : choice.isAscending ? "▲" : "▼"
  }
}
