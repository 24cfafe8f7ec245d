import QueryCore

/// When a model server is down; times are virtual seconds.
package struct OutagePattern: Sendable {
  /// Seconds before anything goes wrong, so that the source is known and asked at its rate.
  package static let warmUp = 600.0

  package let spans: [Range<Double>]
  package let fault: ModelFault
  /// The end of the trial.
  package let length: Double

  package init(spans: [Range<Double>], fault: ModelFault, length: Double) {
    self.spans = spans
    self.fault = fault
    self.length = length
  }

  /// One outage, with ten minutes of health after it.
  ///
  /// - Parameter shift: seconds by which it begins later, so that it meets the schedule anywhere.
  package static func once(_ seconds: Double, _ fault: ModelFault, shift: Double = 0) -> Self {
    let start = warmUp + shift
    return Self(
      spans: [start..<(start + seconds)], fault: fault, length: start + seconds + 600)
  }

  /// An outage at the start of every period, for so many seconds.
  package static func every(
    _ period: Double, down: Double, _ fault: ModelFault, for seconds: Double, shift: Double = 0
  ) -> Self {
    let starts = stride(from: warmUp + shift, to: warmUp + shift + seconds, by: period)
    return Self(
      spans: starts.map { $0..<($0 + down) }, fault: fault, length: warmUp + shift + seconds)
  }

  /// The end of the spans that a moment falls into; nil where the server is up then.
  func end(ofOutageAt time: Double) -> Double? {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upperBound <= time { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].contains(time) ? spans[low].upperBound : nil
  }
}

/// What outages of one source cost, and what they keep from being answered.
package struct OutageFigures: Sendable {
  /// The most requests sent within an hour of one outage.
  package private(set) var mostInHour = 0
  /// The longest time between two requests while the source was away, in seconds.
  package private(set) var longestPause = 0.0
  /// From the end of each outage to the first request after it, in seconds.
  package private(set) var delays: [Double] = []
  /// Polls answered while the source was up, as a share of those that a source always up answers in
  /// as many seconds.
  package private(set) var answeredShare = 0.0
  /// What broke a rule of the simulation.
  package private(set) var violations: [String] = []

  /// Runs the trial and, beside it, one without outages.
  ///
  /// - Parameters:
  ///   - targets: how many are watched; none of them ends.
  ///   - limit: requests an hour.
  package init(
    _ pattern: OutagePattern, targets: Int, limit: Int = 5000, seed: UInt64
  ) async throws {
    let trial = try await Self.run(pattern, targets, limit, seed, isWell: false)
    let well = try await Self.run(pattern, targets, limit, seed, isWell: true)
    violations = trial.violations
    guard let first = pattern.spans.first?.lowerBound else { return }
    let moments = (trial.moments["s"] ?? []).filter { $0 >= first }
    let vain = moments.filter { pattern.end(ofOutageAt: $0) != nil }
    for (place, start) in vain.enumerated() {
      let end = min(start + 3600, pattern.end(ofOutageAt: start) ?? start)
      let together = vain[place...].prefix { $0 < end }
      mostInHour = max(mostInHour, together.count)
    }
    for (last, next) in zip(vain, vain.dropFirst())
    where pattern.end(ofOutageAt: last) == pattern.end(ofOutageAt: next) {
      longestPause = max(longestPause, next - last)
    }
    for span in pattern.spans where span.upperBound < pattern.length {
      let next = moments.first { $0 >= span.upperBound } ?? pattern.length
      delays.append(next - span.upperBound)
    }
    let down = pattern.spans.reduce(0) { $0 + min($1.upperBound, pattern.length) - $1.lowerBound }
    let share = 1 - down / (pattern.length - first)
    let due = Double((well.moments["s"] ?? []).count { $0 >= first }) * share
    answeredShare = Double(moments.count - vain.count) / max(1, due)
  }

  /// The mean of the delays; infinite where there is none.
  package var meanDelay: Double {
    delays.isEmpty ? .infinity : delays.reduce(0, +) / Double(delays.count)
  }

  private static func run(
    _ pattern: OutagePattern, _ targets: Int, _ limit: Int, _ seed: UInt64, isWell: Bool
  ) async throws -> SimulationReport {
    var plan = SimulationPlan(seed: seed, length: pattern.length)
    var server = ModelServerOptions()
    server.limit = limit
    if !isWell { server.outages = pattern.spans.map { ($0, pattern.fault) } }
    plan.servers = ["s": server]
    plan.jobs = try (0..<targets).map {
      ModelJob(
        target: try Target(source: "s", kind: .query, id: "q\($0)"), startsAt: 0, endsAt: 1e9,
        ending: .succeeded)
    }
    var simulation = PollingSimulation(plan)
    return try await simulation.run()
  }
}
