import QueryCore

extension SimulatorRouter {
  /// The status of one query, with the rows asked for if it has succeeded and its error if it has
  /// failed.
  ///
  /// - Throws: `Refusal.queryNotFound` for an id that is not of the story, `resultsUnavailable` for
  ///   one whose result was thrown away.
  func queryBody(
    _ asked: StatusQuery, _ request: SimulatorRequest, at elapsed: Duration, requestID: String,
    _ manner: SimulatedResults
  ) throws(Refusal) -> [UInt8] {
    guard let query = try answered(asked.scheduleID, at: elapsed, manner) else {
      throw .queryNotFound
    }
    if query.isExpired || manner.areExpired, query.rows != nil { throw .resultsUnavailable }
    let workflow = scenario.workflow(at: elapsed)
    var json = JSONBytes(reserving: 1024)
    json.raw(#"{"meta":{"request_id":"#)
    json.string(requestID)
    json.raw(#","schedule_id":"#)
    json.string(asked.scheduleID)
    json.raw(#","status_code":"#)
    json.string(query.word)
    json.raw(#","progress":{"queries_ready":"#)
    json.integer(query.partsReady)
    json.raw(#","queries_total":"#)
    json.integer(query.partsTotal)
    json.raw(#"},"workflow":{"tasks_scheduled":"#)
    json.integer(workflow.scheduled)
    json.raw(#","tasks_running":"#)
    json.integer(workflow.running)
    json.raw("}")
    if let rows = query.rows {
      write(rows, asked, from: request.linkHost, manner, to: &json)
    } else {
      json.raw(#"},"data":[]"#)
    }
    if let failure = query.failure {
      json.raw(#","error":{"#)
      writeWords(of: failure, to: &json)
      json.raw("}")
    }
    json.raw("}")
    return json.bytes
  }

  /// What a status tells of a query, of the batch or beside it.
  private struct Answered {
    let word: String
    let partsReady: Int
    let partsTotal: Int
    let failure: QueryFailure?
    /// Of one that succeeded.
    let rows: ResultRows?
    /// Whether those have been thrown away.
    var isExpired = false
  }

  private func answered(
    _ id: String, at elapsed: Duration, _ manner: SimulatedResults = SimulatedResults()
  ) throws(Refusal) -> Answered? {
    if let word = try FixedAnswer.word(of: id, at: .supermetrics) {
      return Answered(word: word, partsReady: 0, partsTotal: 1, failure: nil, rows: nil)
    }
    if let task = tasks.task(id, at: .supermetrics) {
      return Answered(
        word: SimulatedState.success.rawValue, partsReady: 1, partsTotal: 1, failure: nil,
        rows: rows(of: task, count: task.rows ?? 0))
    }
    guard let query = child(id, at: elapsed) else { return nil }
    let rows = query.resultRows.map { count in
      ResultRows(
        count: count, seed: scenario.options.seed, stream: UInt64(query.index),
        days: query.days, accounts: [query.account] + query.others,
        variant: manner.areUneven ? query.index % 3 : 0)
    }
    let isExpired = manner.expiresEvery.map { (query.index + 1) % max(1, $0) == 0 } ?? false
    return Answered(
      word: query.state.rawValue, partsReady: query.partsReady, partsTotal: query.partsTotal,
      failure: query.failure, rows: rows, isExpired: isExpired)
  }

  /// The rows of a query or job beside the batch: of all accounts and days.
  func rows(of task: PlannedTask, count: Int) -> ResultRows {
    // Streams below 2³² are the batch's.
    let stream = task.id.utf8.reduce(UInt64(1) << 32) { $0 &* 31 &+ UInt64($1) } | 1 << 32
    return ResultRows(
      count: count, seed: scenario.options.seed, stream: stream, days: scenario.days,
      accounts: scenario.accounts)
  }

  /// Whether a query has rows that can be fetched.
  ///
  /// - Throws: `Refusal.injected` for an id that is always answered with an HTTP status.
  func hasRows(_ id: String, at elapsed: Duration) throws(Refusal) -> Bool {
    try answered(id, at: elapsed)?.rows != nil
  }

  /// Writes the end of `meta` and the rows asked for, as many as one answer may hold.
  private func write(
    _ rows: ResultRows, _ asked: StatusQuery, from host: String, _ manner: SimulatedResults,
    to json: inout JSONBytes
  ) {
    let page = min(max(1, manner.pageRows ?? asked.most), asked.most)
    let first = min(asked.firstRow, rows.count)
    let end = min(asked.lastRow.map { $0 + 1 } ?? rows.count, rows.count, first + page)
    let hidesHeader = asked.hidesHeader || manner.hidesHeader
    json.raw(#","query":{"fields":"#)
    rows.writeFields(to: &json)
    json.raw(#","settings":{"no_headers":"#)
    json.raw(hidesHeader ? "true" : "false")
    json.raw(#"}},"result":{"total_rows":"#)
    json.integer(rows.count)
    json.raw(#","total_columns":"#)
    json.integer(rows.columns.count)
    json.raw(#","cache_used":false},"paginate":{"#)
    let links = ResultLinks(asked, rows: first..<max(first, end), of: rows.count)
    links.write(from: host, to: &json)
    json.raw(#"}},"data":["#)
    if !manner.areObjects, !hidesHeader {
      rows.writeNames(to: &json)
      if first < end { json.raw(",") }
    }
    rows.write(first..<max(first, end), as: manner.areObjects ? .objects : .arrays, to: &json)
    json.raw("]")
  }

  /// Writes the code, message and description of a failure, without the braces around them.
  func writeWords(of failure: QueryFailure, to json: inout JSONBytes) {
    json.raw(#""code":"#)
    json.string(failure.code ?? "")
    json.raw(#","message":"#)
    json.string(failure.message ?? "")
    json.raw(#","description":"#)
    json.string(failure.description ?? "")
  }
}
