/// What a monitor decided or learned, and why: for whoever writes it down.
package enum MonitorEvent: Sendable {
  /// A poll has ended.
  case polled(PollReport)
  /// An account is asked more, less, or otherwise than before.
  case stands(SourceStanding, seconds: Double)
  /// A fresher key was looked for.
  case renewed(account: String, CredentialRenewal)
}
