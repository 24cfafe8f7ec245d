import FoundationEssentials
import QueryCore
import TextCanvas

/// The counters of the batch: bar, share, counts that add up, rate, elapsed time and the range in which it will end.
///
/// ```
/// ╭ Progress ──────────────────────────────────── 800 queries ╮
/// │ ████████████████████████████▓▓░░░░░░░░░░░░░░░░░░  62.4 %  │
/// │ ✓ 480 succeeded   ✗ 19 failed   ▸ 50 running  · 251 waiting│
/// │ 142 a minute ▂▃▅▆▅▃                                        │
/// │ elapsed 1m12s        ends in 42s–58s                       │
/// ╰────────────────────────────────────────────────────────────╯
/// ```
struct ProgressPanel {
  let view: BatchView
  let facts: Facts
  let snapshot: TargetSnapshot
  let batch: BatchDetail

  private var glyphs: GlyphSet { facts.options.glyphs }
  private var model: BatchViewModel? { facts.batches[snapshot.target] }
  private var lines: ProgressLines {
    ProgressLines(
      progress: batch.progress,
      share: SafeText(PercentText.of(batch.progress.finished, batch.progress.total)),
      snapshot: snapshot, facts: facts)
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.height >= 5, rect.width >= 30, facts.area.width >= BatchLayout.smallest.columns
    else {
      bare(on: &frame, in: rect)
      return
    }
    let progress = batch.progress
    let inside = PanelBox.draw(
      on: &frame, rect, title: "Progress",
      trailing: SafeText(CountText.of(progress.total, "query", "queries")),
      bottomTrailing: queue(columns: rect.width),
      borders: glyphs.borders, focused: view.focus == .progress
    ).inset(dx: 1, dy: 0)
    lines.bar(on: &frame, in: inside.splitTop(1).top)
    counters(on: &frame, in: inside, y: inside.y + 1)
    let rows = inside.height
    // A tall panel has room for air between its lines and a graph of what finished when.
    if rows >= 6 {
      throughput(on: &frame, in: inside, y: inside.y + 3, height: rows - 4)
      lines.times(
        on: &frame, in: inside, y: inside.maxY - 1, rate: inside.height >= 6 ? rateLine : nil)
    } else {
      if rows >= 4 { rate(on: &frame, in: inside, y: inside.y + 2) }
      if rows >= 3 { lines.times(on: &frame, in: inside, y: inside.y + min(3, rows - 1)) }
    }
  }

  /// On the smallest screens: share, counters and what is left, without a box.
  private func bare(on frame: inout Frame, in rect: Rect) {
    if rect.width >= BatchLayout.smallest.columns, rect.height >= 2 {
      let inside = rect.inset(dx: 1, dy: 0)
      lines.bar(on: &frame, in: inside.splitTop(1).top)
      counters(on: &frame, in: inside, y: inside.y + 1)
      if rect.height >= 3 { lines.times(on: &frame, in: inside, y: inside.y + 2) }
      return
    }
    for (row, line) in bareLines.prefix(rect.height).enumerated() {
      line.draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
  }

  /// The share with a dot that says whether it is live, then the counters.
  private var bareLines: [StyledLine] {
    let progress = batch.progress
    var first = StyledLine(
      SafeText(PercentText.of(progress.finished, progress.total)), Style(.title, .bold))
    first.add(SafeText(" of \(CountText.grouped(progress.total)) "), Style(.muted))
    first.add(glyphs.dot, Style(Freshness(.target(view.target), facts).role))
    return [first]
      + progress.parts.map { part in
        var line = StyledLine(glyphs.glyph(part.state) + " ", Style(part.state.role))
        line.add(
          SafeText("\(CountText.grouped(part.count))\(doubt(part.state)) \(part.state.word)"),
          Style(part.state.role))
        return line
      }
  }

  /// The licence's queue in a few words, where its panel has no room.
  private func queue(columns: Int) -> SafeText? {
    guard !view.isZoomed, view.layout(facts)[.queue].isEmpty, let queue = batch.workflow.last,
      !snapshot.state.isTerminal
    else { return nil }
    // As wide as the deepest it has been: a number that loses a digit moves no word.
    func count(_ depth: (WorkflowQueue) -> Int) -> SafeText {
      let most = batch.workflow.elements.lazy.map(depth).max() ?? 0
      return SafeText(CountText.grouped(depth(queue)))
        .padded(to: max(2, CountText.grouped(most).count), alignment: .right)
    }
    let (scheduled, running) = (count(\.scheduled), count(\.running))
    let text = "queue " + scheduled + " scheduled, " + running + " running"
    return text.width > columns - 6 ? "queue sched " + scheduled + " run " + running : text
  }

  /// The mark of a counter that the rows contradict.
  private func doubt(_ state: QueryState) -> String {
    model?.doubted.contains(state) == true ? "?" : ""
  }

  /// Four counters in fixed places; the numbers are as wide as the total, so that nothing moves as they grow.
  private func counters(on frame: inout Frame, in rect: Rect, y: Int) {
    let parts = batch.progress.parts
    if glyphs.isPlain { return plainCounters(on: &frame, in: rect, y: y) }
    let digits = CountText.grouped(batch.progress.total).count
    let longest = parts.map { 2 + digits + 1 + $0.state.word.count }.max() ?? 0
    // Too narrow even for the numbers in fixed places: then each takes what it needs, and none is ever cut.
    let isFixed = parts.count * (digits + 3) <= rect.width
    let step = rect.width / parts.count
    // With a column for the mark of a counter in doubt, and one that keeps it from the next.
    let saysWords = longest + 2 <= step
    var x = rect.x
    for part in parts {
      let style = Style(part.state.role)
      let number = SafeText(CountText.grouped(part.count))
        .padded(to: isFixed ? digits : 0, alignment: .right)
      var line = StyledLine(glyphs.glyph(part.state) + (isFixed ? " " : ""), style)
      line.add(number, part.count > 0 ? style : Style(.muted))
      let doubt = doubt(part.state)
      if !doubt.isEmpty { line.add(SafeText(doubt), Style(.warning, .bold)) }
      if saysWords { line.add(SafeText(" " + part.state.word), Style(.muted)) }
      line.draw(on: &frame, x: x, y: y, width: rect.maxX - x)
      x += isFixed ? step : line.width + 1
    }
  }

  /// The counters as words: in one line where it has room, else in two, of which the upper one is shared with the share done.
  private func plainCounters(on frame: inout Frame, in rect: Rect, y: Int) {
    func line(_ states: [QueryState]) -> StyledLine {
      var line = StyledLine()
      for part in batch.progress.parts where states.contains(part.state) {
        let text = "\(CountText.grouped(part.count))\(doubt(part.state)) \(part.state.word)"
        line.add(SafeText(line.width == 0 ? text : ", " + text), Style(part.state.role))
      }
      return line
    }
    let all = line([.succeeded, .failed, .running, .waiting])
    if all.width <= rect.width {
      all.draw(on: &frame, x: rect.x, y: y, width: rect.width)
      return
    }
    line([.failed, .running]).draw(on: &frame, x: rect.x, y: y - 1, width: rect.width - 8)
    line([.succeeded, .waiting]).draw(on: &frame, x: rect.x, y: y, width: rect.width)
  }

  private func rate(on frame: inout Frame, in rect: Rect, y: Int) {
    rateLine.draw(on: &frame, x: rect.x, y: y, width: rect.width)
    let start = 22
    guard rect.width > start + 8, let model else { return }
    let width = rect.width - start
    let known = model.throughput.filter(\.isFinite)
    frame.put(
      Sparkline(known, glyphs: glyphs).text(width: min(width, known.count)), x: rect.x + start,
      y: y, width: width, style: Style(.graph))
  }

  /// The rate of late; of an ended batch the mean over all of it.
  private var rateLine: StyledLine {
    let isOver = snapshot.state.isTerminal
    let rate = isOver ? meanRate : model?.ratePerMinute.map(Self.steady)
    let text = rate.map { CountText.grouped(Int(min($0, 1e12).rounded())) } ?? "-"
    // Up to 9,999 a minute the words keep their place.
    var line = StyledLine(SafeText(text).padded(to: isOver ? 0 : 5, alignment: .right), .text)
    line.add(isOver ? " a minute on average" : " a minute", Style(.muted))
    return line
  }

  /// To two digits: the third of a rate that lives is another with each answer.
  private static func steady(_ rate: Double) -> Double {
    var step = 1.0
    while step * 100 <= min(rate, 1e12) { step *= 10 }
    return (rate / step).rounded() * step
  }

  private var meanRate: Double? {
    guard let took = snapshot.elapsed(at: facts.drawnAt), took > .zero else { return nil }
    return Double(batch.progress.finished) * (Duration.seconds(60) / took)
  }

  private func throughput(on frame: inout Frame, in rect: Rect, y: Int, height: Int) {
    let graph = Rect(x: rect.x, y: y, width: rect.width, height: height - 1)
    let values = model?.throughput ?? []
    let series = [GraphSeries(values, style: Style(.graph), isFilled: true)]
    LineGraph(
      series, ceiling: LineGraph(series).roundedPeak, fit: .whole, glyphs: glyphs
    ).draw(on: &frame, in: graph)
  }
}
