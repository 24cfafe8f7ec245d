/// Failures that are alike: one code, and one message once ids and numbers are masked.
package struct FailureCause: Hashable, Sendable {
  /// The provider's code as it wrote it; nil where it gave none.
  package let code: String?
  /// The message with its variable parts masked by `MessageMask`, or `noMessage`; untrusted text.
  package let message: String
  package let retry: RetryAdvice
  /// The accounts hit, those hit most often first, ties by name.
  package let accounts: [String]
  /// Every day of the splits hit, earliest first; what is no day as the provider wrote it.
  package let dates: [String]
  /// The ids of the queries that failed so, in the order they were given.
  package let queryIDs: [String]

  /// What `message` holds where the provider gave neither a message nor a description.
  package static let noMessage = "no message given"

  package var count: Int { queryIDs.count }

  /// How far it reaches, such as `1 account, 20 days`; empty where the batch names neither.
  package var reach: String {
    var parts: [String] = []
    if !accounts.isEmpty {
      parts.append(accounts.count == 1 ? "1 account" : "\(accounts.count) accounts")
    }
    if !dates.isEmpty { parts.append(dates.count == 1 ? "1 day" : "\(dates.count) days") }
    return parts.joined(separator: ", ")
  }

  package init(
    code: String?, message: String, retry: RetryAdvice, accounts: [String] = [],
    dates: [String] = [], queryIDs: [String] = []
  ) {
    self.code = code
    self.message = message
    self.retry = retry
    self.accounts = accounts
    self.dates = dates
    self.queryIDs = queryIDs
  }
}
