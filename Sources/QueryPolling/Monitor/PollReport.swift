package import QueryCore

/// One poll from its decision to what was made of its outcome.
package struct PollReport: Sendable {
  package let ticket: PollTicket
  /// What was known of the target before; nil where nothing was.
  package let was: QueryState?
  package let outcome: PollOutcome
  package let ruling: PollRuling
  /// From the decision to the outcome.
  package let seconds: Double
  /// Requests an hour that the schedule may send to the source now.
  package let hourlyRate: Double
}
