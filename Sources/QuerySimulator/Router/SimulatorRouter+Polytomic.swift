extension SimulatorRouter {
  /// The status of a query-runner task; count, fields, rows and expiry come with its end alone.
  ///
  /// - Throws: `Refusal.taskNotFound` for an id that is not of the story.
  func polytomicBody(_ id: String, at elapsed: Duration) throws(Refusal) -> [UInt8] {
    guard let task = tasks.queries.first(where: { $0.id == id }) else { throw .taskNotFound }
    let stage = task.stage(at: elapsed.milliseconds)
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
    json.string(word)
    if stage == .failed {
      json.raw(#","error":"#)
      json.string("relation \"orders_2026\" does not exist")
    }
    if stage == .succeeded, let rows = task.rows {
      json.raw(#","count":"#)
      json.integer(rows)
      json.raw(#","expires":"#)
      json.timestamp(origin + task.end + 3_600_000)
      json.raw(#","fields":["region","orders"],"results":["#)
      for row in 0..<rows {
        json.raw(row > 0 ? #",{"region":"# : #"{"region":"#)
        json.string("Region \(row + 1)")
        json.raw(#","orders":"#)
        json.integer((row + 3) * 37)
        json.raw("}")
      }
      json.raw("]")
    }
    json.raw(#"},"links":{"next":null,"previous":null}}"#)
    return json.bytes
  }
}
