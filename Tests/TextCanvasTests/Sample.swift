import Testing

/// A hostile text as a test's argument, shown with escapes so that a test's log is safe to print.
struct Sample: CustomTestStringConvertible, Sendable {
  let raw: String
  /// What the filter is to make of it.
  let shown: String

  init(_ raw: String, _ shown: String = "") {
    self.raw = raw
    self.shown = shown
  }

  var testDescription: String {
    raw.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
  }
}
