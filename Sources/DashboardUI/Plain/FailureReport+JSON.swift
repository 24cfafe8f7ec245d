import QueryCore

extension FailureReport {
  /// The schema of `querytop failures`.
  package static let schema = "querytop.failures/1"

  /// The whole document.
  package var json: JSONText {
    .object([
      "schema": .string(Self.schema), "target": .string(target.description),
      "causes": .array(causes.map(Self.json)), "queries": .array(queries.map(Self.json)),
    ])
  }

  private static func json(_ cause: FailureCause) -> JSONText {
    .object([
      "code": .text(cause.code), "message": .string(cause.message), "count": .integer(cause.count),
      "retry": .string(cause.retry.rawValue), "accounts": .texts(cause.accounts),
      "dates": .texts(cause.dates), "queries": .texts(cause.queryIDs),
    ])
  }

  private static func json(_ query: BatchQuery) -> JSONText {
    .object([
      "id": .string(query.id), "state": .string(StatusDocument.word(of: query.state)),
      "accounts": .texts(query.accounts), "start_date": .text(query.startDate),
      "end_date": .text(query.endDate),
      "error": query.failure.map(StatusDocument.json) ?? .null,
    ])
  }
}
