/// Where a piece of work stands, in querytop's own words whatever its provider calls it.
package enum QueryState: Hashable, Sendable {
  case waiting
  case running
  case succeeded
  case failed
  /// Ended before its time: cancelled, or aborted by the provider.
  case stopped
  /// The provider no longer knows it: expired, deleted, or never there.
  case gone
  /// The provider does not offer this kind of target yet.
  case unsupported
  /// A word outside the contract, kept as the provider wrote it; never taken as an end.
  case unknown(String)

  /// Whether the provider will never change it again.
  ///
  /// An unknown word is not an end.
  package var isTerminal: Bool {
    switch self {
    case .succeeded, .failed, .stopped, .gone: true
    case .waiting, .running, .unsupported, .unknown: false
    }
  }

  /// The words there are beside a provider's own.
  package static let words = [
    "waiting", "running", "succeeded", "failed", "stopped", "gone", "unsupported",
  ]

  /// The word shown on screen and in JSON; for `unknown`, the provider's own.
  package var word: String {
    switch self {
    case .waiting: "waiting"
    case .running: "running"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .stopped: "stopped"
    case .gone: "gone"
    case .unsupported: "unsupported"
    case .unknown(let word): word
    }
  }
}
