/// One character position of a frame.
package struct Cell: Hashable, Sendable {
  /// One grapheme cluster, already made safe; a space where nothing stands, and where a wide cluster's right half lies.
  package var glyph: Character
  package var style: Style
  /// Columns the glyph takes: 1 or 2; 0 marks the right half of a wide glyph.
  package var width: UInt8

  package init(_ glyph: Character, _ style: Style, width: UInt8 = 1) {
    self.glyph = glyph
    self.style = style
    self.width = width
  }

  package static let blank = Cell(" ", .text)
}
