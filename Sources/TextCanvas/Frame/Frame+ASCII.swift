extension Frame {
  /// Replaces every glyph outside ASCII by what stands for it there, a wide one by that and a space.
  package mutating func degradeToASCII() {
    for y in 0..<size.rows {
      for x in 0..<size.columns {
        let cell = self[x, y]
        if cell.width == 1, cell.glyph.isASCII { continue }
        self[x, y] = Cell(cell.width == 0 ? " " : cell.glyph.asciiStandIn, cell.style)
      }
    }
  }
}
