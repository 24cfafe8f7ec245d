import QueryCore
import TextCanvas

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
    for place in rows.indices {
      names.formUnion(rows.accounts(at: place))
      hasDates = hasDates || rows.startDate(at: place) != nil
    }
    accounts = CommonEnds(of: names)
    hasAccounts = !names.isEmpty
    self.hasDates = hasDates
  }
}
