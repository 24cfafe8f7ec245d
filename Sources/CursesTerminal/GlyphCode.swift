internal import CNCurses

/// A glyph as ncurses takes it: one base character and at most two marks on it.
///
/// ncurses counts columns by the C library's `wcwidth`, one scalar at a time. A cluster it would count otherwise than the
/// frame did (joined emoji, emoji by variation selector) is cut to the part both agree on, so that a row keeps its columns.
nonisolated package struct GlyphCode: Hashable {
  package let base: UInt32
  package private(set) var mark: UInt32 = 0
  package private(set) var secondMark: UInt32 = 0
  /// Whether a space must follow to fill the columns the frame gave the glyph.
  package private(set) var needsSpace = false
  /// Whether every terminal gives the whole glyph the columns the frame did; what else there is has to be placed.
  package private(set) var isSettled = true

  /// - Parameters:
  ///   - glyph: One grapheme cluster.
  ///   - width: The columns the frame gave the glyph, 1 or 2.
  ///   - columns: The columns a terminal gives a scalar; -1 for none at all.
  package init(_ glyph: Character, width: UInt8, columns: (Unicode.Scalar) -> Int32 = Self.columns)
  {
    var scalars = glyph.unicodeScalars.makeIterator()
    guard let first = scalars.next(), case let span = columns(first), span > 0, span <= width else {
      base = 0x3F
      needsSpace = width == 2
      return
    }
    base = first.value
    needsSpace = span < width
    isSettled = span == width && SettledWidth.contains(first)
    while let scalar = scalars.next() {
      // A joiner would pull in what is cut off, a variation selector would widen what stands.
      guard columns(scalar) == 0, scalar.value != 0x200D, !(0xFE00...0xFE0F).contains(scalar.value)
      else {
        isSettled = false
        break
      }
      isSettled = isSettled && SettledWidth.containsMark(scalar) && secondMark == 0
      if mark == 0 {
        mark = scalar.value
      } else if secondMark == 0 {
        secondMark = scalar.value
      }
    }
  }

  /// The same of one scalar, as nearly every glyph is.
  package init(
    _ scalar: Unicode.Scalar, width: UInt8, columns: (Unicode.Scalar) -> Int32 = Self.columns
  ) {
    if (0x20..<0x7F).contains(scalar.value) {
      base = scalar.value
      needsSpace = width == 2
      return
    }
    let span = columns(scalar)
    let isDrawn = span > 0 && span <= width
    base = isDrawn ? scalar.value : 0x3F
    needsSpace = isDrawn ? span < width : width == 2
    isSettled = !isDrawn || span == width && SettledWidth.contains(scalar)
  }

  /// What the C library says of a scalar in the present locale.
  package static func columns(_ scalar: Unicode.Scalar) -> Int32 {
    cnc_columns(scalar.value)
  }
}
