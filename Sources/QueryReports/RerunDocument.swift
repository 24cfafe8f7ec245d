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

  /// The plan for what no provider can be asked to run again: it names what failed, for whoever sends that request anew.
  ///
  /// - Parameter reason: why nothing can be sent.
  package static func handedOver(_ failed: TargetSnapshot, because reason: String) -> JSONText {
    let queries = failed.detail.batch.map { batch in
      batch.queries.indices.filter { FailureCause.isFailure($0, of: batch.queries) }
        .map { batch.queries[$0] }
    }
    let listed: [JSONText] =
      queries.map { $0.map { exported($0.id, $0.accounts, $0.startDate, $0.endDate) } }
      ?? [exported(failed.target.id, [], nil, nil)]
    return .object([
      "schema": .string(Self.schema), "target": .string(failed.target.description),
      "total": .integer(failed.detail.batch?.queries.count ?? 1), "failed": .integer(listed.count),
      "splits": .integer(listed.count), "requests": .integer(0), "queries": .array(listed),
      "left_out": .array([]), "unknown": .texts([]), "notes": .texts([reason]),
      "earlier": .texts([]), "body": .null,
    ])
  }

  private static func exported(
    _ id: String, _ accounts: [String], _ start: String?, _ end: String?
  ) -> JSONText {
    .object([
      "id": .string(id), "accounts": .texts(accounts), "start_date": .text(start),
      "end_date": .text(end), "splits": .integer(1),
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
