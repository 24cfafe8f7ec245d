/// A key or an address as it was meant: without what editors, shells and env files put around it.
nonisolated struct SettingText: Hashable {
  /// What is left; empty for nothing but blanks and quotes.
  let text: String
  /// Whether quotes were cut, which a key might have had of its own.
  let wasQuoted: Bool

  /// Cuts a byte order mark, blanks and line breaks, then one pair of matching quotes and the blanks within.
  init(_ written: String) {
    var rest = Self.trimmed(written.unicodeScalars[...])
    let quote = rest.first
    wasQuoted = rest.count >= 2 && (quote == "\"" || quote == "'") && rest.last == quote
    if wasQuoted { rest = Self.trimmed(rest.dropFirst().dropLast()) }
    text = String(rest)
  }

  private static func trimmed(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var rest = text
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }
}
