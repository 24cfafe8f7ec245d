import QueryCore

/// When each query starts and ends: list scheduling in order of submission onto a fixed number of
/// slots.
struct StorySchedule: Hashable, Sendable {
  /// Milliseconds from the start of the story, one pair a query in order of submission.
  private(set) var times: [StorySpan] = []

  /// Draws a length for each query and stretches the whole to the duration asked for.
  ///
  /// Lengths are drawn in units of a usual query, and scaled when the end is known, so that the
  /// scaling cannot change which query runs on which slot.
  init(options: ScenarioOptions, grid: StoryGrid, faults: FaultPlan, from random: inout SplitMix64)
  {
    let lengths = Self.lengths(options: options, grid: grid, faults: faults, from: &random)
    let usual = Double(options.queries) / Double(options.concurrency)
    // The slots open one after the other, and the story begins when a quarter of them have: the
    // first screen shows a batch that has just got going.
    let ramp = 0.05 * usual
    let lead = ramp / 4
    var slots = SlotQueue(
      opening: (0..<options.concurrency).map { ramp * Double($0) / Double(options.concurrency) })
    var spans: [(start: Double, end: Double)] = []
    spans.reserveCapacity(lengths.count)
    for length in lengths {
      let start = slots.soonest
      spans.append((start, start + length))
      slots.occupySoonest(until: start + length + random.uniform(0.01, 0.06))
    }
    let last = spans.reduce(0) { max($0, $1.end) }
    let wanted = Double(options.duration.milliseconds) * random.uniform(0.96, 1)
    let scale = wanted / max(last - lead, 0.001)
    // Rounding down keeps the order of any two moments, so no slot ever holds two queries.
    times = spans.map {
      StorySpan(
        start: Int((($0.start - lead) * scale).rounded(.down)),
        end: Int((($0.end - lead) * scale).rounded(.down)))
    }
  }

  private static func lengths(
    options: ScenarioOptions, grid: StoryGrid, faults: FaultPlan, from random: inout SplitMix64
  ) -> [Double] {
    let sizes = (0..<grid.accounts).map { _ in random.logNormal(sigma: 0.2) }
    // The last on every slot are of usual length: no batch is judged by one query that outlives all
    // others.
    let tail = options.queries - 2 * options.concurrency
    return (0..<options.queries).map { index in
      let drawn = min(random.logNormal(sigma: 0.55) * sizes[grid.place(of: index).account], 3.5)
      let length = index < tail ? drawn : min(max(drawn, 0.3), 1.15)
      return switch faults.faults[index] {
      case nil: length
      case .accountDenied: random.uniform(0.1, 0.25)
      case .sourceTimeout: random.uniform(2.15, 2.25)
      case .internalError, .quotaUsedUp: length * random.uniform(0.3, 1)
      }
    }
  }
}

/// The start and end of one query, in milliseconds from the start of the story.
struct StorySpan: Hashable, Sendable {
  let start: Int
  let end: Int
}
