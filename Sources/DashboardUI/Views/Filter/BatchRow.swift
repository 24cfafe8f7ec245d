import FoundationEssentials
import QueryCore

/// A query of a batch as filters read it: in its place among the others, so that only what is asked for is put together.
struct BatchRow: FilterableRow {
  let rows: BatchRows
  let place: Int
  /// What a running query's time is measured to.
  let now: Date

  static let filterFields: [FilterField<BatchRow>] = [
    FilterField(
      "state", "waiting, running, succeeded, failed, stopped, gone, or the provider's own word",
      words: QueryState.words, text: { $0.rows.state(at: $0.place).word }),
    FilterField("id", alias: "query", "the query's id", text: { $0.rows.id(at: $0.place) }),
    FilterField("account", "each account of the split", .texts { $0.rows.accounts(at: $0.place) }),
    FilterField(
      "date", "the days of the split",
      .days { row in
        row.rows.startDate(at: row.place).map { [($0, row.rows.endDate(at: row.place))] } ?? []
      }),
    FilterField("code", "the code of the failure", text: { $0.failure?.code }),
    FilterField(
      "error", "message and description of the failure",
      .texts { row in
        guard let failure = row.failure else { return [] }
        return [failure.message, failure.description].compactMap(\.self)
      }),
    FilterField("dur", alias: "took", "how long it ran, or has run", .duration { $0.elapsed }),
    FilterField(
      "rows", "rows of its result", .number { $0.rows[$0.place].resultRows.map(Double.init) }),
  ]

  private var failure: QueryFailure? { rows.failure(at: place) }
  private var elapsed: Duration? { rows[place].elapsed(at: now) }
}
