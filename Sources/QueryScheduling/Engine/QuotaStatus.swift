/// How a quota stands with its server: whether it is asked, and how fast.
package struct QuotaStatus: Hashable, Sendable {
  package let account: String
  /// Why only one request at a time is let through; nil where it is asked freely.
  package let cause: CircuitBreaker.Cause?
  /// The moment of that request, in seconds on the engine's clock.
  package let closedUntil: Double
  /// Requests allowed a window, and its length in seconds.
  package let limit: Int
  package let window: Double

  /// Whether anything was decided between the two.
  package func differs(from other: QuotaStatus?) -> Bool {
    guard let other else { return cause != .unproven }
    return cause != other.cause || limit != other.limit || window != other.window
      || cause != nil && cause != .unproven && closedUntil != other.closedUntil
  }
}

/// Which sources share a key at one server, and so its limit, its waits and its refusals.
package struct SourceAccounts: Sendable {
  /// By source, the account it asks with; a source that is not here has one of its own name.
  private var shared: [String: String]
  private var keys: [String: KeyOrigin] = [:]

  /// - Parameters:
  ///   - shared: by source, the name of its account, which tells nothing of the key.
  ///   - renewable: the accounts that may come by a fresher key.
  ///   - files: those of them whose key is in a file.
  package init(
    shared: [String: String] = [:], renewable: Set<String> = [], files: Set<String> = []
  ) {
    self.shared = shared
    for account in renewable { keys[account] = .program }
    for account in files { keys[account] = .file }
  }

  /// Where the key of an account comes from.
  package func keyOrigin(of account: String) -> KeyOrigin { keys[account] ?? .fixed }

  /// The account a source asks with.
  package func account(of source: String) -> String { shared[source] ?? source }

  /// Those of `sources` that share the account of one of them, itself included.
  package func sharing(with source: String, among sources: Set<String>) -> Set<String> {
    let account = account(of: source)
    return sources.filter { self.account(of: $0) == account }.union([source])
  }
}

/// The floor between two polls of one target.
package struct PollPace: Hashable, Sendable {
  /// Polling is never faster than this.
  package static let shortest = Duration.milliseconds(100)

  /// The rest after an answer, at least.
  package let base: Duration

  /// Takes the wished rest, lifted to `shortest` where it is less.
  package init(_ base: Duration) {
    self.base = max(base, Self.shortest)
  }
}
