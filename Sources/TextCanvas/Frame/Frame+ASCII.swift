extension Frame {
  /// Replaces every glyph outside ASCII by `?`, the right half of a wide one by a space: the last
  /// net for terminals that have no other characters.
  ///
  /// What querytop itself writes is ASCII there by then.
  package mutating func degradeToASCII() {
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        if cell.width == 1, cell.glyph.isASCII { continue }
        self[x, y] = Cell(cell.width == 0 ? " " : "?", cell.style)
      }
    }
  }
}
