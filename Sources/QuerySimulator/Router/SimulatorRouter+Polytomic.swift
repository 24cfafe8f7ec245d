extension SimulatorRouter {
  /// The status of a query-runner task; count, fields, rows and expiry come with its end alone.
  ///
  /// - Parameter token: of the page asked for, as a link held it; nil for the first.
  /// - Throws: `Refusal.taskNotFound` for an id that is not of the story, `resultsUnavailable` for
  ///   one whose result was thrown away, `badRequest` for a token of nobody's making.
  func polytomicBody(
    _ id: String, page token: String?, at elapsed: Duration, _ manner: SimulatedResults
  ) throws(Refusal) -> [UInt8] {
    let fixed = try FixedAnswer.word(of: id, at: .polytomic)
    guard let task = tasks.task(id, at: .polytomic) ?? fixed.map({ _ in FixedAnswer.task(id) })
    else { throw .taskNotFound }
    let stage = task.stage(at: elapsed.milliseconds)
    if manner.areExpired, stage == .succeeded { throw .resultsUnavailable }
    let first = try Self.firstRow(ofPage: token)
    let word =
      switch stage {
      case .waiting: "created"
      case .running: "running"
      case .succeeded: "done"
      case .failed: "failed"
      }
    var json = JSONBytes(reserving: 2048)
    json.raw(#"{"data":{"id":"#)
    json.string(task.id)
    json.raw(#","status":"#)
    json.string(fixed ?? word)
    if stage == .failed {
      json.raw(#","error":"#)
      json.string("relation \"orders_2026\" does not exist")
    }
    var links = PageLinks()
    if stage == .succeeded, let count = task.rows {
      let most = min(max(1, manner.pageRows ?? Self.polytomicPage), Self.polytomicPage)
      let page = min(first, count)..<min(first + most, count)
      links = PageLinks(id: id, page, of: count, most: most)
      json.raw(#","count":"#)
      json.integer(count)
      json.raw(#","expires":"#)
      json.timestamp(origin + max(task.end, scenario.end.milliseconds) + 3_600_000)
      json.raw(#","fields":"#)
      let rows = rows(of: task, count: count)
      rows.writeNames(to: &json)
      json.raw(#","results":["#)
      rows.write(page, as: .objects, to: &json)
      json.raw("]")
    }
    json.raw(#"},"links":{"next":"#)
    links.write(links.next, to: &json)
    json.raw(#","previous":"#)
    links.write(links.previous, to: &json)
    json.raw("}}")
    return json.bytes
  }

  /// Rows of one page.
  private static let polytomicPage = 10_000

  /// The first row of the page behind a token; 0 without one.
  private static func firstRow(ofPage token: String?) throws(Refusal) -> Int {
    guard let token else { return 0 }
    guard let row = PageLinks.row(behind: token) else {
      throw .badRequest("The parameter 'page' is not a page of this query.")
    }
    return row
  }
}
