import QueryCore

extension SimulatorRouter {
  /// The status of one query, with the rows asked for if it has succeeded and its error if it has
  /// failed.
  ///
  /// - Throws: `Refusal.queryNotFound` for an id that is not of the story.
  func queryBody(
    _ asked: StatusQuery, at elapsed: Duration, requestID: String
  ) throws(Refusal) -> [UInt8] {
    guard let query = scenario.query(asked.scheduleID, at: elapsed) else { throw .queryNotFound }
    let workflow = scenario.workflow(at: elapsed)
    var json = JSONBytes(reserving: 1024)
    json.raw(#"{"meta":{"request_id":"#)
    json.string(requestID)
    json.raw(#","schedule_id":"#)
    json.string(query.scheduleID)
    json.raw(#","status_code":"#)
    json.string(query.state.rawValue)
    json.raw(#","progress":{"queries_ready":"#)
    json.integer(query.partsReady)
    json.raw(#","queries_total":"#)
    json.integer(query.partsTotal)
    json.raw(#"},"workflow":{"tasks_scheduled":"#)
    json.integer(workflow.scheduled)
    json.raw(#","tasks_running":"#)
    json.integer(workflow.running)
    json.raw(#"}},"data":["#)
    if query.state == .success {
      ResultRows(of: query, seed: scenario.options.seed)
        .write(from: asked.firstRow, through: asked.lastRow, to: &json)
    }
    json.raw("]")
    if let failure = query.failure {
      json.raw(#","error":{"#)
      writeWords(of: failure, to: &json)
      json.raw("}")
    }
    json.raw("}")
    return json.bytes
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
