import QueryCore
import TextCanvas

/// A line of text in several styles, drawn from left to right.
struct StyledLine: Hashable, Sendable {
  /// A text in one style.
  struct Span: Hashable {
    let text: SafeText
    let style: Style
  }

  var spans: [Span] = []

  init() {}

  init(_ text: SafeText, _ style: Style = .text) {
    spans = [Span(text: text, style: style)]
  }

  /// Columns it takes.
  var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  mutating func add(_ text: SafeText, _ style: Style = .text) {
    spans.append(Span(text: text, style: style))
  }

  /// Draws what fits; where an ellipsis is given, it ends what does not.
  func draw(on frame: inout Frame, x: Int, y: Int, width: Int, ellipsis: SafeText = .empty) {
    var column = x
    if !ellipsis.isEmpty, self.width > width {
      let room = max(0, width - ellipsis.width)
      draw(on: &frame, x: x, y: y, width: room)
      frame.put(ellipsis, x: x + room, y: y, width: width - room, style: Style(.muted))
      return
    }
    for span in spans where column < x + width {
      column = frame.put(span.text, x: column, y: y, width: x + width - column, style: span.style)
    }
  }
}

extension StyledLine {
  /// Something being read from beginning to end: a bar where there is room, counts, and of the notes, of which
  /// the first matter most, those there is room for.
  ///
  /// - Parameters:
  ///   - total: rows there are; nil while nobody knows.
  ///   - columns: of the screen.
  static func progress(
    _ title: String, read: Int, total: Int?, notes: [String], columns: Int, glyphs: GlyphSet
  ) -> StyledLine {
    var line = StyledLine(SafeText(title + "  "))
    if let total, total > 0, columns >= 60, !glyphs.isPlain {
      let width = min(20, columns / 6)
      let full = min(width, max(0, Int(Double(read) / Double(total) * Double(width))))
      line.add(
        SafeText(String(repeating: glyphs.isASCII ? "#" : "━", count: full)), Style(.running))
      line.add(
        SafeText(String(repeating: glyphs.isASCII ? "." : "─", count: width - full)),
        Style(.border))
      line.add("  ")
    }
    let of = total.map { " of \(CountText.grouped($0))" } ?? ""
    line.add(SafeText("\(CountText.grouped(read))\(of) rows"), Style(.text))
    for note in notes {
      let text = SafeText(glyphs.separator + note)
      // A blank stands on either side of the line.
      guard line.width + text.width <= columns - 2 else { break }
      line.add(text, Style(.muted))
    }
    return line
  }
}

/// A long text wrapped once, not once a frame.
struct WrappedText: Hashable, Sendable {
  let source: String
  let width: Int
  let lines: [SafeText]

  init(_ source: String, width: Int) {
    self.source = source
    self.width = width
    lines = SafeText.paragraphs(source).flatMap { $0.wrapped(width: width) }
  }
}
