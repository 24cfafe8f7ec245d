import QueryCore

/// The single queries and jobs beside the batch: one that succeeds and one that fails where the
/// provider has no batches, and one with a long result everywhere.
struct TaskStory: Hashable, Sendable {
  let queries: [PlannedTask]
  let jobs: [PlannedTask]
  /// The one with the long result at each provider.
  private let long: [SimulatedProvider: PlannedTask]

  /// Decides everything; the same options give the same story, and the batch's is untouched.
  init(_ options: ScenarioOptions) {
    var random = SplitMix64(seed: options.seed, stream: 11)
    queries = [
      Self.task(Self.uuid(from: &random), options, succeeds: true, from: &random),
      Self.task(Self.uuid(from: &random), options, succeeds: false, from: &random),
    ]
    jobs = [
      Self.task(
        "job_" + Self.hex(6, from: &random), options, succeeds: true,
        most: LongResult.mostWholeRows, from: &random),
      Self.task("job_" + Self.hex(6, from: &random), options, succeeds: false, from: &random),
    ]
    long = Dictionary(
      uniqueKeysWithValues: SimulatedProvider.allCases.map {
        ($0, LongResult.task(at: $0, options))
      })
  }

  /// The single query or job of an id; nil where the provider has none of that id.
  func task(_ id: String, at provider: SimulatedProvider) -> PlannedTask? {
    if let task = long[provider], task.id == id { return task }
    return switch provider {
    case .supermetrics: nil
    case .polytomic: queries.first { $0.id == id }
    case .toolkit: jobs.first { $0.id == id }
    }
  }

  private static func task(
    _ id: String, _ options: ScenarioOptions, succeeds: Bool, most: Int = .max,
    from random: inout SplitMix64
  ) -> PlannedTask {
    let length = options.duration.milliseconds
    let start = Int(Double(length) * random.uniform(0.02, 0.15))
    let end = start + Int(Double(length) * random.uniform(0.25, 0.7))
    let created = -1000 - random.below(9000)
    let rows = succeeds ? 5 + random.below(20) : nil
    return PlannedTask(
      id: id, created: created, start: start, end: end,
      rows: rows.map { min(options.rows ?? $0, most) })
  }

  /// A random UUID (RFC 9562 §5.4).
  private static func uuid(from random: inout SplitMix64) -> String {
    let variant = ["8", "9", "a", "b"][random.below(4)]
    return [
      hex(8, from: &random), hex(4, from: &random), "4" + hex(3, from: &random),
      variant + hex(3, from: &random), hex(12, from: &random),
    ].joined(separator: "-")
  }

  private static func hex(_ count: Int, from random: inout SplitMix64) -> String {
    (0..<count).map { _ in String(random.below(16), radix: 16) }.joined()
  }
}
