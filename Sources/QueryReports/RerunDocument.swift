package import QueryCore

extension RerunDraft {
  /// The schema of `querytop rerun`.
  package static let schema = "querytop.plan/1"

  /// The plan for scripts.
  ///
  /// - Parameters:
  ///   - body: the request as it would be sent.
  ///   - earlier: sentences about the same failures sent before, or perhaps.
  package func json(body: String, earlier: [String]) -> JSONText {
    .object([
      "schema": .string(Self.schema), "target": .string(target.description),
      "total": .integer(total), "failed": .integer(failed), "splits": .integer(plan.places.count),
      "requests": .integer(1), "queries": .array(plan.queries.map(Self.json)),
      "left_out": .array(selection.leftOut.map(Self.json)),
      "unknown": .texts(selection.unknown), "notes": .texts(notes), "earlier": .texts(earlier),
      "body": .string(body),
    ])
  }

  private static func json(_ query: RerunPlan.Query) -> JSONText {
    .object([
      "origin": .integer(query.origin), "accounts": .texts(query.accounts),
      "start_date": .text(query.startDate), "end_date": .text(query.endDate),
      "splits": .integer(query.splits),
    ])
  }

  private static func json(_ left: RerunSelection.LeftOut) -> JSONText {
    .object([
      "code": .text(left.cause.code), "message": .string(left.cause.message),
      "count": .integer(left.count), "retry": .string(left.cause.retry.rawValue),
    ])
  }
}
