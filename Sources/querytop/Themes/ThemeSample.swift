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
