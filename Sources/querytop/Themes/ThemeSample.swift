import CursesTerminal
import DashboardUI
import TextCanvas

/// A picture of a theme: every role, with and without the selection.
enum ThemeSample {
  private static let width = 64

  static func frame(of name: String, isASCII: Bool) -> Frame {
    let rows = Role.allCases.filter { ![.text, .border, .focus, .selection].contains($0) }
    var frame = Frame(size: Size(columns: width, rows: rows.count + 4))
    let size = Rect(frame.size)
    PanelBox.draw(
      on: &frame, size.splitBottom(1).rest, title: SafeText(name),
      borders: (isASCII ? GlyphSet.ascii : .unicode).borders, focused: true)
    for (index, role) in ([.text] + rows).enumerated() {
      let y = index + 1
      frame.put(SafeText(role.rawValue), x: 2, y: y, width: 12, style: Style(role))
      frame.put(words(of: role), x: 14, y: y, width: 24, style: Style(role))
      frame.put("selected", x: 40, y: y, style: Style(role, .selected))
      frame.put("in its row", x: 50, y: y, style: Style(role, .band))
    }
    var x = frame.put("Enter ", x: 1, y: size.maxY - 1, style: Style(.key))
    x = frame.put("open  ", x: x, y: size.maxY - 1, style: Style(.muted))
    x = frame.put("q ", x: x, y: size.maxY - 1, style: Style(.key))
    frame.put("quit", x: x, y: size.maxY - 1, style: Style(.muted))
    if isASCII { frame.degradeToASCII() }
    return frame
  }

  private static func words(of role: Role) -> SafeText {
    switch role {
    case .text: "acme_4711  2026-10-03"
    case .muted: "12 s ago"
    case .title: "Queries"
    case .header: "ACCOUNT"
    case .mark: "3 marked"
    case .key: "Enter"
    case .waiting: "· waiting"
    case .running: "▸ running"
    case .succeeded: "✓ succeeded"
    case .failed: "✗ failed"
    case .stopped: "■ stopped"
    case .graph: "▁▂▃▅▇"
    case .warning: "stalled for 3m10s"
    case .border, .focus, .selection: ""
    }
  }
}

extension Frame {
  /// The rows with the control sequences that colour them, for a terminal that is not ours to draw on.
  func escaped(in theme: Theme, depth: ColorDepth) -> [String] {
    (0..<size.rows).map { y in
      var line = ""
      var last: Style?
      for x in 0..<size.columns where self[x, y].width > 0 {
        let cell = self[x, y]
        if cell.style != last {
          line += ResolvedStyle(cell.style, theme: theme, depth: depth).escape
          last = cell.style
        }
        line.append(cell.glyph)
      }
      return line + "\u{1B}[0m"
    }
  }
}

extension ResolvedStyle {
  /// The control sequence (SGR, ECMA-48 8.3.117) that has the cells after it look so.
  fileprivate var escape: String {
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
