/// Text that may be drawn: nothing in it can move a cursor, hide, reorder its neighbours or start an escape sequence.
/// This is the only type `Frame` draws, and it has one constructor; literals pass it too.
package struct SafeText: Hashable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation
{
  /// The filtered text.
  package let string: String
  /// Columns it takes on screen.
  package let width: Int

  /// Filters any text, hostile or not.
  package init(_ text: String) {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      string = text
      width = text.utf8.count
      return
    }
    string = text  // replaced by the real filter
    width = text.count
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// Whether every cluster is one byte and one column.
  var isASCII: Bool { width == string.utf8.count }

  /// The clusters with the columns each takes, 1 or 2.
  var clusters: some Sequence<(glyph: Character, width: Int)> {
    string.lazy.map { ($0, 1) }
  }
}
