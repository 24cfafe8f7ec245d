import TextCanvas

/// Every key there is, made from the key tables: those of the view beneath first, then those of everywhere, what the marks mean,
/// and the rest.
struct HelpView: DashboardView {
  enum Command: Hashable, Sendable {
    case move(Movement)
  }

  let blocks: [HelpBlock]
  /// The whole page, whatever the screen's height.
  private(set) var page: HelpPage
  /// Lines it is scrolled down.
  private var offset = 0

  /// - Parameters:
  ///   - sections: all keys, those of everywhere first.
  ///   - first: the title of the section that comes before them.
  init(_ sections: [KeySection], first: String, _ options: DisplayOptions) {
    let keys = sections.map { HelpBlock($0.adapted(to: options)) }
    let own = keys.filter { $0.title == first }
    let others = keys.dropFirst().filter { $0.title != first }
    blocks =
      own + keys.prefix(1) + MarksLegend(options.glyphs).blocks + [.mouse] + HelpBlock.filters
      + others
    page = HelpPage([], width: 0)
  }

  static let isOverlay = true

  static let keyTables = [
    KeyTable<Command>(
      "Help", [.back] + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("help", nil) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .move(let movement):
      offset = movement.destination(from: offset, page: facts.area.height)
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    guard case .mouse(let event) = event else { return nil }
    offset += event.wheelRows
    return []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    if page.width != facts.area.width { page = HelpPage(blocks, width: facts.area.width) }
    offset = max(0, min(offset, page.rows.count - facts.area.height))
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    frame.fill(rect, with: .blank)
    for row in 0..<max(0, min(rect.height, page.rows.count - offset)) {
      for (column, line) in page.rows[offset + row].enumerated() {
        line.draw(
          on: &frame, x: rect.x + 1 + column * page.stride, y: rect.y + row, width: page.columnWidth
        )
      }
    }
    let (_, edge) = rect.splitLeft(rect.width - 1)
    Scrollbar(offset: offset, visible: rect.height, total: page.rows.count)
      .draw(on: &frame, in: edge, glyphs: facts.options.glyphs)
  }
}
