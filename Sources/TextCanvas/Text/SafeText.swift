/// Text that may be drawn: nothing in it can move a cursor, hide, reorder its neighbours or start
/// an escape sequence.
///
/// This is the only type `Frame` draws, and it has one constructor; literals and interpolations
/// pass it too.
///
/// Controls are spelled out (`^[`, `<9B>`, `␊`), so are invisible and bidi scalars (`<202E>`);
/// unassigned and private ones become `�`, scalars whose width terminals disagree about `▯`. Emoji of several scalars take
/// two columns, and come apart for whoever asks for the ``string``. Right-to-left letters stand in logical order. At most
/// four combining marks stand on a base. A text made of filtered ones is unchanged by the filter.
package struct SafeText: Hashable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, CustomStringConvertible
{
  /// The most bytes of UTF-8 taken, and given; an ellipsis ends what was longer.
  package static let longest = 4096
  package static let empty = SafeText(unchecked: "", width: 0)
  package static var ellipsis: SafeText {
    SafeText(unchecked: "\u{2026}", width: DisplayWidth.of(TextFilter.ellipsis))
  }

  /// The filtered text with emoji of several scalars whole, for a terminal that was measured to draw them in two columns.
  package let text: String
  /// Columns it takes on screen.
  package let width: Int

  /// Filters any text, hostile or not.
  package init(_ text: String) {
    if text.utf8.count <= Self.longest, text.isPrintableASCII {
      self.init(unchecked: text, width: text.utf8.count)
    } else {
      let (string, width) = TextFilter.run(text[...], limit: Self.longest)
      self.init(unchecked: string, width: width)
    }
  }

  /// The filtered text as it is drawn in as many columns on every terminal, and may be printed: nothing in it is invisible.
  package var string: String {
    guard !isASCII, text.unicodeScalars.contains(where: TextFilter.isOfSign) else { return text }
    return clusters.reduce(into: "") { string, cluster in
      if SignKinds(cluster.glyph).isEmpty {
        string.append(cluster.glyph)
      } else {
        string += SignKinds.narrowed(cluster.glyph)
      }
    }
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// Takes pieces of filtered text as they are.
  init(unchecked text: String, width: Int) {
    self.text = text
    self.width = width
  }

  /// The filtered text, so that one safe text may stand in the interpolation of another.
  package var description: String { string }

  package var isEmpty: Bool { width == 0 }

  /// Whether every cluster is one byte and one column.
  ///
  /// No other text is as wide as it has bytes, but letters of two bytes that take two columns.
  package var isASCII: Bool {
    guard width == text.utf8.count else { return false }
    return DisplayWidth.ofAmbiguous == 1 || text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// Joins two texts; neither can change how the other is drawn.
  package static func + (left: SafeText, right: SafeText) -> SafeText {
    SafeText(unchecked: left.text + right.text, width: left.width + right.width)
  }

  package static func += (left: inout SafeText, right: SafeText) {
    left = left + right
  }

  /// One character so many times; a negative count is none.
  package static func repeating(_ text: SafeText, count: Int) -> SafeText {
    let count = max(0, count)
    return SafeText(
      unchecked: String(repeating: text.text, count: count), width: text.width * count)
  }
}

extension String {
  /// Whether there is nothing but bytes 0x20 to 0x7E.
  fileprivate var isPrintableASCII: Bool {
    // The buffer is read within the call only: this runs for every cell of every frame, and a loop
    // over contiguous bytes is several times faster than one over the view.
    utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 &- 0x20 < 0x5F }
    } ?? utf8.allSatisfy { $0 &- 0x20 < 0x5F }
  }
}
