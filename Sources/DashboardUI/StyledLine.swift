import TextCanvas

/// A line of text in several styles, drawn from left to right.
struct StyledLine: Hashable, Sendable {
  var spans: [(text: SafeText, style: Style)] = []

  init() {}

  init(_ text: SafeText, _ style: Style = .text) {
    spans = [(text, style)]
  }

  /// Columns it takes.
  var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  mutating func add(_ text: SafeText, _ style: Style = .text) {
    spans.append((text, style))
  }

  /// Draws what fits.
  func draw(on frame: inout Frame, x: Int, y: Int, width: Int) {
    var column = x
    for span in spans where column < x + width {
      column = frame.put(span.text, x: column, y: y, width: x + width - column, style: span.style)
    }
  }

  static func == (left: StyledLine, right: StyledLine) -> Bool {
    left.spans.elementsEqual(right.spans) { $0.text == $1.text && $0.style == $1.style }
  }

  func hash(into hasher: inout Hasher) {
    for span in spans {
      hasher.combine(span.text)
      hasher.combine(span.style)
    }
  }
}
