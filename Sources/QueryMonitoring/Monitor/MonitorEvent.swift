package import QueryCore
package import QueryHTTP
package import QueryProviders
package import QueryScheduling

/// What a monitor decided or learned, and why, for observers to write down or act on.
package enum MonitorEvent: Sendable {
  /// A watched target, or a query of a watched batch, is in another state.
  case changed(StateChange)
  /// A poll has ended.
  case polled(PollReport)
  /// A quota is asked more, less, or otherwise than before.
  case stands(QuotaStatus, seconds: Double)
  /// A fresher key was looked for.
  case renewed(account: String, CredentialRenewal)
}

/// One poll from its decision to what was made of its outcome.
package struct PollReport: Sendable {
  package let ticket: RequestTicket
  package let slot: PollSlot
  /// Where the source's key and address were set.
  package let places: SourcePlaces
  package let reason: PollReason
  /// What was known of the target before; nil where nothing was.
  package let was: QueryState?
  package let outcome: PollOutcome
  package let decision: PollDecision
  /// From the decision to the outcome.
  package let seconds: Double
  /// Requests an hour that the schedule may send to the source now.
  package let hourlyRate: Double
}
