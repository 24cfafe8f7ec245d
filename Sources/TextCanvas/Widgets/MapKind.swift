/// How the marks of one severity look on a batch map.
package struct MapKind: Hashable, Sendable {
  package let style: Style
  /// What stands for one item where each has a cell of its own; one column wide.
  package let glyph: Character
  /// The same in ASCII.
  package let ascii: Character
  /// Whether its dot is set where items share a cell.
  ///
  /// What has not begun is better left unset.
  package let isLit: Bool

  package init(style: Style, glyph: Character, ascii: Character, isLit: Bool = true) {
    self.style = style
    self.glyph = glyph
    self.ascii = ascii
    self.isLit = isLit
  }
}
