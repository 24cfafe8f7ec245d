/// What the engine wants done next.
package enum PollingStep: Hashable, Sendable {
  /// Send this poll now; its outcome comes back through `finish`.
  case poll(PollTicket)
  /// Look for a fresher key of this account; what comes of it comes back through `renewed`.
  case renew(account: String)
  /// Nothing before this moment, in seconds on the engine's clock, unless something changes.
  case wait(until: Double)
  /// Nothing until a poll finishes, a person asks or a target is added.
  case rest
}
