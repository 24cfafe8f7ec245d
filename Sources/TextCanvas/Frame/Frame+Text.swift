extension Frame {
  /// One string a row, without colours: what a person could copy off the screen.
  package var lines: [String] {
    (0..<size.rows).map { y in
      var line = ""
      for x in 0..<size.columns where self[x, y].width > 0 { line.append(self[x, y].glyph) }
      return line
    }
  }

  /// The frame as a golden records it: the rows, then for each row its runs of style as `row:
  /// first-last role+emphasis`.
  ///
  /// Runs of plain text are left out.
  package var goldenText: String {
    var out = lines.map { "|\($0)|" }
    out.append("")
    for y in 0..<size.rows {
      var runs: [String] = []
      var x = 0
      while x < size.columns {
        let style = self[x, y].style
        let start = x
        while x < size.columns, self[x, y].style == style { x += 1 }
        if style != .text { runs.append("\(start)-\(x - 1) \(style.goldenName)") }
      }
      if !runs.isEmpty { out.append("\(y): " + runs.joined(separator: ", ")) }
    }
    return out.joined(separator: "\n") + "\n"
  }
}

extension Style {
  fileprivate var goldenName: String {
    let names: [(Emphasis, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
      (.selected, "selected"), (.band, "band"),
    ]
    return ([role.rawValue] + names.filter { emphasis.contains($0.0) }.map(\.1))
      .joined(separator: "+")
  }
}
