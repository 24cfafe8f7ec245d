extension Frame {
  /// The rows as text for a file: without colours, and without blanks at their ends.
  package var plainLines: [String] {
    (0..<size.rows).map { y in
      var line = ""
      for x in 0..<size.columns where self[x, y].width > 0 { line += self[x, y].printed }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}

extension Cell {
  /// What is printed for it where nobody has measured the terminal: as many columns on every one of them.
  var printed: String {
    if let scalar { return String(Character(scalar)) }
    return SignKinds(glyph).isEmpty ? String(glyph) : SignKinds.narrowed(glyph)
  }
}
