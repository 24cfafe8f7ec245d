import QueryCore
import TextCanvas

/// A page of sentences about something to be done, wrapped and scrolled.
struct ActionPage {
  /// A sentence and what it stands for.
  struct Line: Hashable {
    let text: String
    let role: Role

    init(_ text: String, _ role: Role) {
      self.text = text
      self.role = role
    }

    init(_ line: RerunLine) {
      let role: Role =
        switch line.kind {
        case .title: .title
        case .removed, .note: .muted
        case .added: .succeeded
        case .leftOut: .warning
        }
      self.init(line.text, role)
    }
  }

  private let lines: [Line]
  private let glyphs: GlyphSet

  init(_ lines: [Line], glyphs: GlyphSet) {
    self.lines = lines
    self.glyphs = glyphs
  }

  /// An answer as it came, below its status.
  static func lines(of answer: ActionAnswer?) -> [Line] {
    guard let answer else { return [] }
    let id = answer.requestID.map { ", request \($0)" } ?? ""
    return [Line("the answer (HTTP \(answer.status)\(id)):", .muted)]
      + answer.body.split(whereSeparator: \.isNewline).map { Line("  " + $0, .text) }
  }

  /// The rows it takes in a box of this width.
  func rows(width: Int) -> [StyledLine] {
    lines.flatMap { line in
      // What is indented stays so where it goes on in the next row.
      let text = line.text.drop { $0 == " " }
      let indent = SafeText("").padded(to: line.text.count - text.count)
      return SafeText(String(text)).adapted(to: glyphs).wrapped(
        width: max(1, width - 4 - indent.width)
      )
      .map { StyledLine(indent + $0, Style(line.role, line.role == .title ? .bold : [])) }
    }
  }

  func draw(_ title: String, scroll: Int, on frame: inout Frame, in rect: Rect) {
    let rows = rows(width: rect.width)
    let hidden = rows.count - scroll - max(0, rect.height - 2)
    let inside = PanelBox.draw(
      on: &frame, rect, title: SafeText(title),
      bottomTrailing: hidden > 0 ? SafeText(CountText.of(hidden, "more line", "more lines")) : nil,
      borders: glyphs.borders, focused: true)
    for (row, line) in rows.dropFirst(scroll).prefix(inside.height).enumerated() {
      line.draw(on: &frame, x: inside.x + 1, y: inside.y + row, width: inside.width - 2)
    }
  }
}
