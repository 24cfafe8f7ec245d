extension Frame {
  /// The rows with the control sequences that colour them (SGR, ECMA-48 8.3.117), for a terminal that is not ours to draw on.
  ///
  /// There is no other control sequence in them, and each row leaves the terminal's own colours behind it.
  package func coloredLines(theme: Theme, depth: ColorDepth) -> [String] {
    let plain = "\u{1B}[0m"
    return (0..<size.rows).map { y in
      var line = ""
      var look = plain
      var last: UInt32?
      for x in 0..<shownColumns(y, theme, depth) where self[x, y].width > 0 {
        let cell = self[x, y]
        if cell.lookKey(depth) != last {
          last = cell.lookKey(depth)
          let next = ResolvedStyle(cell, theme: theme, depth: depth).controlSequence
          if next != look { line += next }
          look = next
        }
        line += cell.printed
      }
      return look == plain ? line : line + plain
    }
  }

  /// Columns up to the last one that shows something: letters, or a background of its own.
  private func shownColumns(_ y: Int, _ theme: Theme, _ depth: ColorDepth) -> Int {
    var columns = size.columns
    while columns > 0, self[columns - 1, y].scalar == " ", self[columns - 1, y].width == 1,
      ResolvedStyle(self[columns - 1, y].style, theme: theme, depth: depth).leavesBlanksUnseen
    {
      columns -= 1
    }
    return columns
  }
}

extension ResolvedStyle {
  /// Whether a blank looks as if nothing stood there.
  fileprivate var leavesBlanksUnseen: Bool {
    background == nil && emphasis.isDisjoint(with: [.reverse, .underline])
  }

  /// The control sequence that has the cells after it look so, whatever those before it looked like.
  fileprivate var controlSequence: String {
    let attributes: [(Emphasis, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    let words =
      ["0"] + attributes.filter { emphasis.contains($0.0) }.map(\.1)
      + [foreground.map { Self.words($0, base: 30) }, background.map { Self.words($0, base: 40) }]
      .compactMap(\.self)
    return "\u{1B}[\(words.joined(separator: ";"))m"
  }

  private static func words(_ color: Color, base: Int) -> String {
    switch color {
    case .ansi(let index): "\(index < 8 ? base + Int(index) : base + 52 + Int(index))"
    case .indexed(let index): "\(base + 8);5;\(index)"
    case .rgb(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
    }
  }
}
