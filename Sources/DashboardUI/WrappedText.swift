import TextCanvas

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
