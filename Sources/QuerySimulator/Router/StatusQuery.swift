/// A `query/status` request that keeps to the contract.
struct StatusQuery: Hashable, Sendable {
  let scheduleID: String
  /// From 0, not counting the header row.
  let firstRow: Int
  /// Inclusive; nil for all.
  let lastRow: Int?
}
