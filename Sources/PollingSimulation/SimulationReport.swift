package import QueryCore

/// What came of a simulated run.
package struct SimulationReport: Sendable {
  /// What broke a rule, each with its moment; empty when all held.
  package var violations: [String] = []
  /// Requests sent, by source.
  package var requests: [String: Int] = [:]
  /// Polls sent.
  package var polls = 0
  /// Seconds from an end to its being seen, by target.
  package var delays: [Target: Double] = [:]
  /// The moments of all polls, by source.
  package var moments: [String: [Double]] = [:]
  /// Answers that forbade to come back for a while.
  package var throttles = 0
  /// Ends that were believed on errors alone.
  package var beliefs = 0
  /// Rows of batches whose end was seen.
  package var rowEnds = 0
  /// Answers that brought nothing.
  package var failures = 0

  package init() {}

  /// The mean delay at one source; 0 where nothing ended.
  package func meanDelay(at source: String) -> Double {
    let delays = delays.filter { $0.key.source == source }.values
    return delays.isEmpty ? 0 : delays.reduce(0, +) / Double(delays.count)
  }
}
