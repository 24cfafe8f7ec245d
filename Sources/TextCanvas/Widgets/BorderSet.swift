/// The characters of a box, each one column wide.
package struct BorderSet: Hashable, Sendable {
  package let topLeft: Character
  package let topRight: Character
  package let bottomLeft: Character
  package let bottomRight: Character
  package let horizontal: Character
  package let vertical: Character
  /// What texts in the border may be written with.
  package let glyphs: GlyphSet

  package static let rounded = BorderSet(
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
    vertical: "│", glyphs: .unicode)

  package static let ascii = BorderSet(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|", glyphs: .ascii)
}
