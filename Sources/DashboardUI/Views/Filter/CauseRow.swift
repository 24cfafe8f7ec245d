import QueryCore

/// A cause of a batch's failures as filters read it.
struct CauseRow: FilterableRow {
  let cause: FailureCause
  let isNew: Bool

  static let filterFields: [FilterField<CauseRow>] = [
    FilterField("code", "the code of the failures", text: { $0.cause.code }),
    FilterField(
      "error", alias: "message", "the message they have in common", text: { $0.cause.message }),
    FilterField(
      "account", "each account hit", .texts { row in row.cause.accountCounts.map(\.name) }),
    FilterField(
      "date", "each day hit", .days { row in row.cause.dayCounts.map { ($0.name, nil) } }),
    FilterField(
      "again", "run again: yes, later, fix or unclear", words: ["yes", "later", "fix", "unclear"],
      text: { $0.cause.retry.answer }),
    FilterField(
      "failed", alias: "count", "queries that failed so", .number { Double($0.cause.count) }),
    FilterField(
      "share", "percent of all failures", .number { $0.cause.share * 100 }),
    FilterField(
      "news", "new until you have looked at it", words: ["new", "seen"],
      text: { $0.isNew ? "new" : "seen" }),
  ]
}
