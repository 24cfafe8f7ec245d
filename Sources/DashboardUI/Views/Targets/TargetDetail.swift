import FoundationEssentials
import QueryCore
import TextCanvas

/// The target under the cursor, beside the list on the widest screens: of a batch its progress, verdict and causes, of a query or
/// job the page that Enter opens.
///
/// ```
/// ╭─ prod:batch/qrb_3feb5ff5c71e ────────────────────╮
/// │ ████████████▚▓░░░░░░░░░░░░░░░░░░░░░░░░░░  62.6 % │
/// │ ✓ 451 succeeded  ✗ 50 failed  ▸ 48 running       │
/// │ elapsed 1m12s                        ETA 35s–47s │
/// │                                                  │
/// │ So far 40 of 50 failures are 2 accounts          │
/// │                                                  │
/// │    40  QUERY_ACCOUNT_UNAVAILABLE       fix first │
/// ╰──────────────────────────────────────────────────╯
/// ```
struct TargetDetail {
  let target: TargetSnapshot
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }

  /// The list's place, and beside it that of the detail, which is empty where there is no room.
  static func split(_ area: Rect) -> (list: Rect, detail: Rect) {
    guard area.width >= 160, area.height >= 14 else {
      return (area, Rect(x: area.maxX, y: area.y, width: 0, height: 0))
    }
    let (list, detail) = area.splitLeft(area.width * 3 / 5)
    return (list, detail)
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    let batch = target.detail.batch
    let lines = batch == nil ? page(width: rect.width - 2) : lines(width: rect.width - 4)
    let inside = PanelBox.draw(
      on: &frame, rect, title: SafeText(target.target.description).adapted(to: glyphs),
      bottomTrailing: lines.count > rect.height - 2
        ? SafeText("\(facts.options.keyName("targets.open")) shows all") : nil,
      borders: glyphs.borders)
    guard let batch else {
      put(lines, on: &frame, in: inside)
      return
    }
    let text = inside.inset(dx: 1, dy: 0)
    let (bar, rest) = text.splitTop(1)
    let progress = ProgressLines(
      progress: batch.progress,
      share: SafeText(PercentText.of(batch.progress.finished, batch.progress.total)),
      snapshot: target, facts: facts)
    progress.bar(on: &frame, in: bar)
    counters(batch.progress).draw(on: &frame, x: rest.x, y: rest.y, width: rest.width)
    progress.times(on: &frame, in: rest, y: rest.y + 1)
    put(lines, on: &frame, in: rest.splitTop(2).rest)
  }

  private func put(_ lines: [StyledLine], on frame: inout Frame, in rect: Rect) {
    for (row, line) in lines.prefix(rect.height).enumerated() {
      line.draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
  }

  private func page(width: Int) -> [StyledLine] {
    let view = QueryView(QueryList(target.target))
    let lines = QueryPage(view, facts, width: width, isBeside: true).lines
    // Where the page by itself has its state in a box above, it begins with a blank line or a title.
    guard target.observedAt != nil else { return lines }
    let style = Style(target.state.role, .bold)
    var heading = StyledLine("  " + glyphs.glyph(target.state) + " ", style)
    heading.add(SafeText(target.state.word), style)
    if let elapsed = target.elapsed(at: facts.drawnAt) {
      let word = target.state.isTerminal ? "took" : "for"
      heading.add(SafeText("  \(word) \(DurationText.short(elapsed))"), Style(.muted))
    }
    return [heading, StyledLine()] + lines.drop { $0.width == 0 }
  }

  private func counters(_ progress: BatchProgress) -> StyledLine {
    var line = StyledLine()
    for part in progress.parts {
      let style = Style(part.state.role)
      if line.width > 0 { line.add("  ") }
      line.add(glyphs.glyph(part.state) + " ", style)
      line.add(SafeText("\(CountText.grouped(part.count)) \(part.state.word)"), style)
    }
    return line
  }

  /// What a batch's verdict and causes say, below its progress.
  private func lines(width: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    func add(_ text: String, _ style: Style) {
      lines.append(StyledLine())
      lines += SafeText(text).adapted(to: glyphs).wrapped(width: max(1, width))
        .map { StyledLine($0, style) }
    }
    if let problem = target.problemSentence(now: facts.drawnAt, isAskedAgain: true) {
      add(problem, Style(.warning))
    }
    let model = facts.batches[target.target]
    if let verdict = model?.verdict { add(verdict.sentence, .text) }
    let causes = model?.causes ?? []
    if !causes.isEmpty { lines.append(StyledLine()) }
    let digits = CountText.grouped(causes.first?.count ?? 0).count
    for cause in causes {
      let answer = SafeText(cause.retry == .unknown ? "" : cause.retry.answer)
      let room = max(1, width - digits - 2 - 11)
      var line = StyledLine(
        SafeText(CountText.grouped(cause.count)).padded(to: digits, alignment: .right),
        Style(.failed))
      line.add(
        "  "
          + SafeText(cause.code ?? cause.message).adapted(to: glyphs)
          .clipped(to: room, ellipsis: glyphs.ellipsis).padded(to: room))
      line.add("  " + answer, Style(.muted))
      lines.append(line)
    }
    return lines
  }
}
