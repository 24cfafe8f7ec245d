import QueryCore

extension SimulatorRouter {
  private static let usualPage = 100
  private static let longestPage = 1000

  /// The page of a batch that was asked for.
  ///
  /// - Throws: `Refusal.batchNotFound` for any id but the story's and those made since, `badRequest` for a page out of
  ///   the contract's limits.
  func batchBody(
    _ id: String, _ parameters: QueryParameters, _ request: SimulatorRequest, at elapsed: Duration,
    requestID: String
  ) throws(Refusal) -> [UInt8] {
    let offset = try parameters.integer("offset", in: 0...Int.max) ?? 0
    let limit =
      try parameters.integer("limit", in: 1...Self.longestPage) ?? Self.usualPage
    guard try FixedAnswer.word(of: id, at: .supermetrics) == nil, let served = served(id) else {
      throw .batchNotFound
    }
    let batch = served.batch(at: elapsed)
    let first = min(offset, batch.progress.total)
    let queries = served.queries(in: first..<first + limit, at: elapsed)
    var json = JSONBytes(reserving: 512 + 450 * queries.count)
    json.raw(#"{"meta":{"request_id":"#)
    json.string(requestID)
    json.raw(#","status_code":"#)
    json.string(batch.status.rawValue)
    json.raw(#","progress":{"queued":"#)
    json.integer(batch.progress.queued)
    json.raw(#","running":"#)
    json.integer(batch.progress.running)
    json.raw(#","success":"#)
    json.integer(batch.progress.succeeded)
    json.raw(#","failure":"#)
    json.integer(batch.progress.failed)
    json.raw(#"},"paginate":{"offset":"#)
    json.integer(offset)
    json.raw(#","limit":"#)
    json.integer(limit)
    json.raw(#","total":"#)
    json.integer(batch.progress.total)
    json.raw(#"}},"data":["#)
    let link = "\"http://\(request.linkHost)\(Self.pathPrefix)/query/results?schedule_id="
    for (place, query) in queries.enumerated() {
      if place > 0 { json.raw(",") }
      write(query, link: link, to: &json)
    }
    json.raw("]}")
    return json.bytes
  }

  /// Writes one child; what a state does not have yet is left out, but for the end of a running
  /// query, which is null.
  private func write(_ query: SimulatedQuery, link: String, to json: inout JSONBytes) {
    json.raw(#"{"@type":"batch_query","schedule_id":"#)
    writeID(of: query, opening: "\"", to: &json)
    json.raw(#","status_code":""#)
    json.raw(query.state.rawValue)
    json.raw("\"")
    if let startedAt = query.startedAt {
      json.raw(#","query_start_time":"#)
      json.timestamp(origin + startedAt.milliseconds)
    }
    json.raw(#","query_end_time":"#)
    if let endedAt = query.endedAt {
      json.timestamp(origin + endedAt.milliseconds)
    } else {
      json.raw("null")
    }
    // Ids of accounts and days hold nothing to escape.
    json.raw(#","split_info":{"ds_accounts":[""#)
    json.raw(query.account.id)
    for other in query.others {
      json.raw(#"",""#)
      json.raw(other.id)
    }
    json.raw(#""],"start_date":"#)
    json.date(query.day)
    json.raw(#","end_date":"#)
    json.date(query.lastDay ?? query.day)
    json.raw("}")
    if let failure = query.failure {
      json.raw(#","error_info":{"status":"#)
      json.integer(failure.status ?? 500)
      json.raw(",")
      writeWords(of: failure, to: &json)
      json.raw("}")
    }
    if let rows = query.resultRows {
      json.raw(#","result_info":{"total_rows":"#)
      json.integer(rows)
      json.raw(#","results_url":"#)
      writeID(of: query, opening: link, to: &json)
      json.raw("}")
    }
    json.raw("}")
  }

  /// Writes the schedule id and a closing quote after what opens the string.
  private func writeID(of query: SimulatedQuery, opening: String, to json: inout JSONBytes) {
    json.raw(opening)
    json.raw(query.batchID)
    json.raw(SimulatedQuery.infix)
    json.integer(query.index + 1)
    json.raw("\"")
  }
}
