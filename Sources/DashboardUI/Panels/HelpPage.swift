import TextCanvas

/// Every key there is, made from the key table.
enum HelpPage {
  /// The whole page, whatever the screen's height.
  static func lines(_ options: DisplayOptions) -> [StyledLine] {
    var lines = [StyledLine("  Everywhere", Style(.header, .bold))]
    let all = options.keymap.bindings
    let everywhere = all.filter { $0.contexts.count > 3 }
    lines += everywhere.map(line)
    for context in KeyContext.allCases {
      let here = all.filter { $0.contexts.count <= 3 && $0.contexts.contains(context) }
      guard !here.isEmpty else { continue }
      lines.append(StyledLine())
      lines.append(StyledLine(SafeText("  " + context.title), Style(.header, .bold)))
      lines += here.map(line)
    }
    lines.append(StyledLine())
    lines.append(
      StyledLine(
        "  Mouse: click selects, double click opens, wheel scrolls, a header sorts.", Style(.muted))
    )
    return lines
  }

  static func draw(
    _ state: DashboardState, offset: Int, on frame: inout Frame, in rect: Rect
  ) {
    let lines = lines(state.options)
    for row in 0..<max(0, min(rect.height, lines.count - offset)) {
      lines[offset + row].draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
  }

  private static func line(_ binding: KeyBinding) -> StyledLine {
    let keys = binding.keys.map(\.name).joined(separator: " ")
    var line = StyledLine("    ")
    line.add(SafeText(keys), Style(.key))
    line.add(SafeText(String(repeating: " ", count: max(1, 16 - keys.count)) + binding.help))
    return line
  }
}
