/// What a schedule achieved.
struct ScheduleFigures {
  /// Seconds from an end to its being seen: the mean, and what 95 % stay below.
  let mean: Double
  let p95: Double
  /// The longest silence about a job, in seconds.
  let largestGap: Double

  init(_ jobs: ScheduleJobs) {
    let delays = jobs.delays.sorted()
    mean = delays.isEmpty ? .infinity : delays.reduce(0, +) / Double(delays.count)
    p95 = delays.isEmpty ? .infinity : delays[min(delays.count - 1, delays.count * 95 / 100)]
    largestGap = jobs.largestGap
  }

  /// Figures of several runs: means of means, the largest gap of all.
  init(averaging runs: [ScheduleFigures]) {
    let count = Double(max(1, runs.count))
    mean = runs.reduce(0) { $0 + $1.mean } / count
    p95 = runs.reduce(0) { $0 + $1.p95 } / count
    largestGap = runs.reduce(0) { max($0, $1.largestGap) }
  }
}
