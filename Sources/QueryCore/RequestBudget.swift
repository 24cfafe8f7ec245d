/// What a source last said of its request limit (`X-RateLimit-*`).
package struct RequestBudget: Hashable, Sendable {
  /// Requests allowed an hour.
  package let limit: Int
  package let remaining: Int

  package init(limit: Int, remaining: Int) {
    self.limit = limit
    self.remaining = remaining
  }
}
