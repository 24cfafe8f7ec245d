import QueryCore
import TextCanvas

/// Failures grouped by what they have in common, the most frequent first.
///
/// ```
/// ╭ Causes ─────────────────────────────────────────────── 3 ╮
/// │  38  QUERY_ACCOUNT_UNAVAILABLE  No access to account <id>   2 accounts, 20 days │
/// ╰──────────────────────────────────────────────────────────╯
/// ```
struct CausesPanel {
  let view: BatchView
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }

  static func box(in rect: Rect) -> ListBox { ListBox(rect, hasHeader: false) }

  func draw(on frame: inout Frame, in rect: Rect) {
    let causes = facts.batches[view.target]?.causes ?? []
    let isFocused = view.focus == .causes
    let inside = PanelBox.draw(
      on: &frame, rect, title: "Causes",
      trailing: causes.isEmpty ? nil : SafeText(CountText.of(causes.count, "cause", "causes")),
      borders: glyphs.borders, focused: isFocused
    ).inset(dx: 1, dy: 0)
    guard !causes.isEmpty else {
      frame.put(
        "nothing has failed", x: inside.x, y: inside.y, width: inside.width, style: Style(.muted))
      return
    }
    let digits = CountText.grouped(causes[0].count).count
    let first = view.causes.offset
    for row in 0..<max(0, min(inside.height, causes.count - first)) {
      let cause = causes[first + row]
      let y = inside.y + row
      draw(cause, digits: digits, on: &frame, in: inside, y: y)
      if isFocused, first + row == view.causes.index {
        frame.restyle(Rect(x: rect.x + 1, y: y, width: rect.width - 2, height: 1)) {
          $0.emphasis.insert(.selected)
        }
      }
    }
  }

  private func draw(
    _ cause: FailureCause, digits: Int, on frame: inout Frame, in rect: Rect,
    y: Int
  ) {
    let count = SafeText(CountText.grouped(cause.count)).padded(to: digits, alignment: .right)
    let reach = rect.width >= 50 ? SafeText(cause.reach) : .empty
    let room = rect.width - (reach.isEmpty ? 0 : reach.width + 2)
    var x = frame.put(count, x: rect.x, y: y, style: Style(.failed))
    x += 2
    if let code = cause.code {
      let text = SafeText(code).clipped(to: max(0, rect.x + room - x), ellipsis: glyphs.ellipsis)
      x = frame.put(text, x: x, y: y, style: .text) + 2
    }
    let message = SafeText(cause.message)
      .clipped(to: max(0, rect.x + room - x), ellipsis: glyphs.ellipsis)
    if x < rect.x + room { frame.put(message, x: x, y: y, style: Style(.muted)) }
    frame.put(reach, x: rect.maxX - reach.width, y: y, style: Style(.muted))
  }
}
