import TextCanvas

/// Every key there is, made from the key tables.
struct HelpView: DashboardView {
  enum Command: Hashable, Sendable {
    case move(Movement)
  }

  /// The whole page, whatever the screen's height.
  let lines: [StyledLine]
  /// Lines it is scrolled down.
  private var offset = 0

  init(_ sections: [KeySection]) {
    lines =
      sections.flatMap(Self.lines) + Self.filterLines + [
        StyledLine(
          "  Mouse: click selects, double click opens, wheel scrolls, a header sorts.",
          Style(.muted))
      ]
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
    offset = max(0, min(offset, lines.count - facts.area.height))
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    frame.fill(rect, with: .blank)
    for row in 0..<max(0, min(rect.height, lines.count - offset)) {
      lines[offset + row].draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width - 2)
    }
    let (_, edge) = rect.splitLeft(rect.width - 1)
    Scrollbar(offset: offset, visible: rect.height, total: lines.count)
      .draw(on: &frame, in: edge, glyphs: facts.options.glyphs)
  }

  /// A heading, a line a key, and a blank line.
  private static func lines(of section: KeySection) -> [StyledLine] {
    [StyledLine(SafeText("  " + section.title), Style(.header, .bold))]
      + section.lines.map(line) + [StyledLine()]
  }

  private static func line(_ key: KeyLine) -> StyledLine {
    line(key.keys.map(\.name).joined(separator: " "), key.help, width: 16)
  }

  private static func line(_ term: String, _ help: String, width: Int) -> StyledLine {
    var line = StyledLine("    ")
    line.add(SafeText(term), Style(.key))
    line.add(SafeText(String(repeating: " ", count: max(1, width - term.count)) + help))
    return line
  }

  /// The filter language, and the fields of each list.
  private static var filterLines: [StyledLine] {
    func heading(_ text: String) -> StyledLine {
      StyledLine(SafeText("  " + text), Style(.header, .bold))
    }
    return [heading(FilterHelp.title)]
      + FilterHelp.forms.map { line($0.form, $0.help, width: 27) } + [StyledLine()]
      + FilterHelp.lists.flatMap { list in
        [heading("Fields: \(list.list)")] + list.fields.map { line($0.name, $0.help, width: 16) }
          + [StyledLine()]
      }
  }
}
