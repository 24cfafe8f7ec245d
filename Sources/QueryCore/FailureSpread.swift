/// How a cause lies over the accounts and days of its batch: one account, one day, everything, or scattered.
package struct FailureSpread: Hashable, Sendable {
  /// The shape a person would see in the matrix of accounts and days.
  package enum Pattern: Hashable, Sendable {
    /// Nearly all that has ended of these few accounts failed so, and hardly anything else did.
    case accounts([String])
    /// Nearly all that has ended of these few days failed so, and hardly anything else did.
    case days([String])
    /// Nearly all that has ended failed so.
    case everything
    case scattered
  }

  package let pattern: Pattern
  /// Accounts hit, of `accountsTotal` in the batch.
  package let accounts: Int
  package let accountsTotal: Int
  /// Days hit, of `daysTotal` in the batch.
  package let days: Int
  package let daysTotal: Int

  /// Such as `1 account, 20 days`; empty where the batch names neither.
  package var words: String {
    if case .everything = pattern { return "everything" }
    var parts: [String] = []
    if accountsTotal > 0 { parts.append(accounts == 1 ? "1 account" : "\(accounts) accounts") }
    if daysTotal > 0 { parts.append(days == 1 ? "1 day" : "\(days) days") }
    return parts.joined(separator: ", ")
  }
}
