/// The single queries and jobs beside the batch: at each provider one that succeeds and one that
/// fails.
struct TaskStory: Hashable, Sendable {
  let queries: [PlannedTask]
  let jobs: [PlannedTask]

  /// Decides everything; the same options give the same story, and the batch's is untouched.
  init(_ options: ScenarioOptions) {
    var random = SplitMix64(seed: options.seed, stream: 11)
    let length = options.duration.milliseconds
    queries = [
      Self.task(Self.uuid(from: &random), length, succeeds: true, from: &random),
      Self.task(Self.uuid(from: &random), length, succeeds: false, from: &random),
    ]
    jobs = [
      Self.task("job_" + Self.hex(6, from: &random), length, succeeds: true, from: &random),
      Self.task("job_" + Self.hex(6, from: &random), length, succeeds: false, from: &random),
    ]
  }

  private static func task(
    _ id: String, _ length: Int, succeeds: Bool, from random: inout SplitMix64
  ) -> PlannedTask {
    let start = Int(Double(length) * random.uniform(0.02, 0.15))
    let end = start + Int(Double(length) * random.uniform(0.25, 0.7))
    return PlannedTask(
      id: id, created: -1000 - random.below(9000), start: start, end: end,
      rows: succeeds ? 5 + random.below(20) : nil)
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
