import FoundationEssentials
import QueryCore
import TextCanvas

/// The answer in its box, and above it what is known of it.
///
/// ```
/// ╭ Last answer ─────────────────────────────────╮
/// │ HTTP 200 · 3s old, from 12:41:07 · 812 bytes │
/// │ ──────────────────────────────────────────── │
/// │ {                                          ┃ │
/// │   "meta": {                                │ │
/// ╰───────────────────────── lines 1 to 20 of 64 ╯
/// ```
enum AnswerPanel {
  /// Columns for the answer's text.
  static func textWidth(_ area: Rect) -> Int { max(1, RowsLayout.text(in: area).width) }

  /// Rows for the answer's text.
  static func height(_ view: AnswerView, _ facts: Facts) -> Int {
    max(1, body(view, facts, in: facts.area).height)
  }

  private static func body(_ view: AnswerView, _ facts: Facts, in rect: Rect) -> Rect {
    let area = RowsLayout.text(in: rect)
    guard area.height >= 6 else { return area }
    return area.splitTop(about(view, facts, width: area.width).count + 1).rest
  }

  static func draw(_ view: AnswerView, _ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let glyphs = facts.options.glyphs
    let area = RowsLayout.text(in: rect)
    let body = body(view, facts, in: rect)
    if RowsLayout.hasBox(rect) {
      PanelBox.draw(
        on: &frame, rect, title: "Last answer",
        bottomTrailing: position(view, height: body.height), borders: glyphs.borders,
        focused: true)
    }
    if body != area {
      let lines = about(view, facts, width: area.width)
      for (row, line) in lines.enumerated() {
        frame.put(
          line.adapted(to: glyphs), x: area.x, y: area.y + row, width: area.width,
          style: Style(.muted))
      }
      frame.put(
        .repeating(glyphs.rule, count: area.width), x: area.x,
        y: area.y + lines.count, style: Style(.border))
    }
    guard let rows = view.text?.rows else { return }
    for line in 0..<max(0, min(body.height, rows.count - view.scroll)) {
      draw(view.scroll + line, of: rows, view.hits, glyphs, on: &frame, in: body, y: body.y + line)
    }
    Scrollbar(offset: view.scroll, visible: body.height, total: rows.count)
      .draw(on: &frame, in: RowsLayout.scrollbar(in: rect, beside: body), glyphs: glyphs)
  }

  /// One row, the hits in it marked.
  private static func draw(
    _ row: Int, of rows: TextRows, _ hits: TextHits?, _ glyphs: GlyphSet,
    on frame: inout Frame, in body: Rect, y: Int
  ) {
    var x = body.x + rows.indent(of: row)
    let range = rows.range(of: row)
    for part in hits?.parts(of: range) ?? [(range, false)] where x < body.maxX {
      x = frame.put(
        rows.text(in: part.range).adapted(to: glyphs), x: x, y: y, width: body.maxX - x,
        style: part.isHit ? Style(.mark, .bold) : .text)
    }
  }

  /// What is known of the answer, in lines of at most `width` columns.
  private static func about(_ view: AnswerView, _ facts: Facts, width: Int) -> [SafeText] {
    guard let snapshot = view.snapshot(facts), let query = snapshot.detail.query,
      query.rawAnswer != nil, let at = snapshot.observedAt
    else {
      return SafeText(
        view.text == nil
          ? "no good answer yet: an answer that is refused or broken is not kept here"
          : "\(view.bytes(facts)); this query is no longer asked about by itself"
      ).wrapped(width: width)
    }
    var parts: [String] = []
    if let status = query.answerStatus { parts.append("HTTP \(status)") }
    let age = Duration.seconds(max(0, facts.drawnAt.timeIntervalSince(at)))
    let time = facts.options.clock.seconds(at, asOf: facts.now)
    parts.append("\(DurationText.short(age)) old, from \(time)")
    parts.append(view.bytes(facts))
    if let id = snapshot.requestID { parts.append("request \(id)") }
    if view.text?.isOddText == true { parts.append("not JSON: shown as it came") }
    if snapshot.problem != nil { parts.append("the last poll brought none") }
    return SafeText(parts.joined(separator: facts.options.glyphs.separator)).wrapped(width: width)
  }

  private static func position(_ view: AnswerView, height: Int) -> SafeText? {
    guard let count = view.text?.rows.count, count > height else { return nil }
    let last = min(count, view.scroll + height)
    return SafeText(
      "lines \(CountText.grouped(view.scroll + 1)) to \(CountText.grouped(last)) of "
        + CountText.grouped(count))
  }
}
