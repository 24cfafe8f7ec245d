package import FoundationEssentials

/// What a source last said of its request limit (`X-RateLimit-*`).
package struct RequestBudget: Hashable, Sendable {
  /// Requests allowed in a window: an hour, unless `resetsAt` tells of a longer one.
  package let limit: Int
  package let remaining: Int
  /// When the window ends, by the server's clock; nil where it did not say.
  package let resetsAt: Date?
  /// What the server's clock showed then; nil where it did not say.
  package let saidAt: Date?

  package init(limit: Int, remaining: Int, resetsAt: Date? = nil, saidAt: Date? = nil) {
    self.limit = limit
    self.remaining = remaining
    self.resetsAt = resetsAt
    self.saidAt = saidAt
  }

  /// Seconds until the window ends; nil where the server did not say.
  ///
  /// - Parameter date: the local clock at the answer, which counts where the server's is not known.
  package func secondsToReset(from date: Date) -> Double? {
    resetsAt.map { $0.timeIntervalSince(saidAt ?? date) }
  }
}
