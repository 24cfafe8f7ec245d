import QueryCore

/// What the names in a batch have in common: how lists cut them where there is no room.
struct BatchNames: Hashable, Sendable {
  /// Of the queries' ids without the batch's own in front.
  let ids: CommonEnds
  let accounts: CommonEnds
  /// Whether any query names an account, or a day.
  let hasAccounts: Bool
  let hasDates: Bool

  init(_ rows: BatchRows, of batch: Target) {
    ids = CommonEnds(of: rows.indices.lazy.map { batch.shortName(of: rows.id(at: $0)) })
    var names: Set<String> = []
    var hasDates = false
    for row in rows {
      names.formUnion(row.accounts)
      hasDates = hasDates || row.startDate != nil
    }
    accounts = CommonEnds(of: names)
    hasAccounts = !names.isEmpty
    self.hasDates = hasDates
  }
}
