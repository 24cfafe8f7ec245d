import FoundationEssentials
import QueryCore
import TextCanvas

/// The licence's whole queue, not this batch's: how much is scheduled and running now, and how it went.
///
/// ```
/// ╭ Workflow queue ─────────── 4s ago ╮
/// │ scheduled  45      running  10    │
/// │ ⣀⣤⣶⣿⣿⣶⣤⣀                          │
/// ╰───────────────────────────────────╯
/// ```
struct QueuePanel {
  /// Oldest first.
  let samples: [WorkflowQueue]
  /// Whether the work has ended, so that no new sample comes.
  let isEnded: Bool
  let isFocused: Bool
  let facts: Facts

  private var glyphs: GlyphSet { facts.options.glyphs }

  func draw(on frame: inout Frame, in rect: Rect) {
    let inside = PanelBox.draw(
      on: &frame, rect, title: "Workflow queue", trailing: samples.last.map(age),
      borders: glyphs.borders, focused: isFocused
    ).inset(dx: 1, dy: 0)
    guard let last = samples.last else {
      frame.put(
        "no sample yet: batch answers carry none,", x: inside.x, y: inside.y, width: inside.width,
        style: Style(.muted))
      frame.put(
        "so a running query is polled now and then", x: inside.x, y: inside.y + 1,
        width: inside.height > 1 ? inside.width : 0, style: Style(.muted))
      return
    }
    numbers(last, on: &frame, in: inside)
    guard inside.height >= 3 else { return }
    let graph = Rect(
      x: inside.x, y: inside.y + 1, width: inside.width, height: inside.height - 1)
    let slots = glyphs.isASCII ? graph.width : graph.width * 2
    var series = [GraphSeries(overTime(slots, \.scheduled), style: Style(.graph), isFilled: true)]
    // A line across an area needs height to be read as one.
    if graph.height >= 4 {
      series.append(GraphSeries(overTime(slots, \.running), style: Style(.running)))
    }
    LineGraph(series, ceiling: LineGraph(series).roundedPeak, fit: .newest, glyphs: glyphs)
      .draw(on: &frame, in: graph)
  }

  private func numbers(_ queue: WorkflowQueue, on frame: inout Frame, in rect: Rect) {
    var line = StyledLine("scheduled ", Style(.graph))
    line.add(SafeText(CountText.grouped(queue.scheduled)).padded(to: 5, alignment: .right))
    line.add("  running ", Style(.running))
    line.add(SafeText(CountText.grouped(queue.running)).padded(to: 5, alignment: .right))
    if line.width > rect.width {
      line = StyledLine("sched ", Style(.graph))
      line.add(SafeText(CountText.grouped(queue.scheduled)))
      line.add(" run ", Style(.running))
      line.add(SafeText(CountText.grouped(queue.running)))
    }
    line.draw(on: &frame, x: rect.x, y: rect.y, width: rect.width)
  }

  private func age(_ queue: WorkflowQueue) -> SafeText {
    // Of an ended batch no new sample comes: its age would be news of nothing.
    if isEnded {
      return SafeText("at \(facts.options.clock.seconds(queue.sampledAt, asOf: facts.now))")
    }
    // An age that moved every second would redraw a panel that has nothing new to say.
    let seconds = max(0, facts.drawnAt.timeIntervalSince(queue.sampledAt))
    let coarse = (seconds / 5).rounded(.down) * 5
    return SafeText(coarse < 5 ? "just now" : "\(DurationText.short(.seconds(coarse))) ago")
  }

  /// The least time a graph spans: a young one grows to the right instead of stretching a sample or two.
  private static let leastSpan = 60.0

  /// The depth at even steps of the time watched, a gap where nothing is known yet.
  ///
  /// Between two samples the queue counts as unchanged. The time that the steps span stays the same until it is too short, so
  /// that what is drawn stands still.
  private func overTime(_ slots: Int, _ depth: (WorkflowQueue) -> Int) -> [Double] {
    guard let first = samples.first, let last = samples.last, slots > 1 else { return [] }
    let watched = min(1e9, last.sampledAt.timeIntervalSince(first.sampledAt))
    var span = Self.leastSpan
    while span < watched { span *= 1.25 }
    if isEnded { span = max(watched, Self.leastSpan) }
    let step = span / Double(slots)
    var values: [Double] = []
    var index = 0
    for slot in 0..<slots {
      guard slot == 0 || Double(slot) * step < watched else {
        values.append(.nan)
        continue
      }
      let at = first.sampledAt.addingTimeInterval(Double(slot + 1) * step)
      while index + 1 < samples.count, samples[index + 1].sampledAt <= at { index += 1 }
      values.append(Double(depth(samples[index])))
    }
    return values
  }
}
