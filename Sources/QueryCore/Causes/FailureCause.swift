package import FoundationEssentials

/// Failures that are alike: one code, and one message once ids and numbers are masked.
package struct FailureCause: Hashable, Sendable {
  /// The provider's code as it wrote it; nil where it gave none.
  package let code: String?
  /// The message with its variable parts masked by `MessageMask`, or `noMessage`; untrusted text.
  package let message: String
  package let retry: RetryAdvice
  /// Its share of all failures of the batch, above 0 and up to 1.
  package let share: Double
  private let hit: CauseReach
  /// The ids of the queries that failed so, in the order they were given.
  package let queryIDs: [String]
  /// One of `queryIDs` whose failure shows the whole message: the first of those that say the most.
  package let exampleID: String
  /// When the first and the last of its queries ended, by the server's times; nil where it gave none.
  package let firstSeen: Date?
  package let lastSeen: Date?

  /// When the longest of the waits is over that its answers asked for; nil where none asked for one.
  package let askAgainAt: Date?

  /// What `message` holds where the provider gave neither a message nor a description.
  package static let noMessage = "no message given"

  package var count: Int { queryIDs.count }

  /// The accounts hit, those hit most often first, ties by name.
  package var accountCounts: [SplitCount] { hit.accounts }

  /// How many accounts are hit.
  package var accountCount: Int { hit.accountCount }

  /// Every day of the splits hit, earliest first; what is no day stands as the provider wrote it, last.
  package var dayCounts: [SplitCount] { hit.days }

  /// How many days are hit.
  package var dayCount: Int { hit.dayCount }

  package var key: Key { Key(code: code, message: message) }

  /// What tells one cause from another, in one batch and over time.
  package struct Key: Hashable, Sendable {
    package let code: String?
    /// Masked, as `FailureCause.message`.
    package let message: String

    package init(code: String?, message: String) {
      self.code = code
      self.message = message
    }
  }

  /// The names of `accountCounts`.
  package var accounts: [String] { accountCounts.map(\.name) }

  /// The names of `dayCounts`.
  package var dates: [String] { dayCounts.map(\.name) }

  /// How far it reaches, such as `1 account, 20 days`; empty where the batch names neither.
  package var reach: String {
    var parts: [String] = []
    if accountCount > 0 { parts.append(CountText.of(accountCount, "account", "accounts")) }
    if dayCount > 0 { parts.append(CountText.of(dayCount, "day", "days")) }
    return parts.joined(separator: ", ")
  }

  init(
    code: String?, message: String, retry: RetryAdvice, share: Double, reach: CauseReach,
    queryIDs: [String], exampleID: String, firstSeen: Date?, lastSeen: Date?, askAgainAt: Date?
  ) {
    self.code = code
    self.message = message
    self.retry = retry
    self.share = share
    hit = reach
    self.queryIDs = queryIDs
    self.exampleID = exampleID
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.askAgainAt = askAgainAt
  }
}

/// How many of the ended queries of one account or one day failed by one cause.
package struct SplitCount: Hashable, Sendable {
  /// The account or day as the provider wrote it; untrusted.
  package let name: String
  package let failed: Int
  /// The account's or day's queries that have ended, well or badly, in the whole batch.
  package let ended: Int

  package init(_ name: String, failed: Int, ended: Int) {
    self.name = name
    self.failed = failed
    self.ended = ended
  }
}
