/// Where a key comes from, and so whether a fresher one may be had.
package enum KeyOrigin: Hashable, Sendable {
  /// From where it never changes, as the environment that a process was started with.
  case fixed
  /// From a program, which may ask a person.
  case program
  /// From a file, which may be read at any time.
  case file
}

extension CircuitBreaker {
  /// Why only one request at a time is let through.
  package enum Cause: Hashable, Sendable {
    /// Nothing is known of the source yet, its limit least of all.
    case unproven
    /// It takes no more for now (429, or any refusal that says when to come back).
    case throttled
    /// Two failures and nothing good between: a hiccup or the start of an outage.
    case failing
    /// Nothing but failures for some seconds.
    case unreachable
    /// The key is refused.
    case keyRefused
    /// It does not offer what is asked (501).
    case unsupported

    /// Whether it is silence that is wrong, which any good answer ends.
    var isSilence: Bool { self == .unproven || isAway }
    var isAway: Bool { self == .failing || self == .unreachable }
  }

  /// Where the search for a fresher key stands.
  package enum Renewal: Hashable, Sendable {
    case wanted
    case underWay
  }
}
