extension SimulatorRouter {
  /// The status of a job, with its rows embedded once it has succeeded.
  ///
  /// - Throws: `Refusal.taskNotFound` for an id that is not of the story.
  func toolkitBody(_ id: String, at elapsed: Duration) throws(Refusal) -> [UInt8] {
    guard let job = tasks.jobs.first(where: { $0.id == id }) else { throw .taskNotFound }
    let now = elapsed.milliseconds
    let stage = job.stage(at: now)
    let word =
      switch stage {
      case .waiting: "queued"
      case .running: "running"
      case .succeeded: "succeeded"
      case .failed: "failed"
      }
    var json = JSONBytes(reserving: 2048)
    json.raw(#"{"job_id":"#)
    json.string(job.id)
    json.raw(#","query_id":"qry_xyz789","dataset_id":"dset_abc123","status":"#)
    json.string(word)
    json.raw(#","progress":"#)
    json.integer(job.percent(at: now))
    json.raw(#","results":"#)
    if stage == .succeeded, let rows = job.rows { write(rows, to: &json) } else { json.raw("null") }
    json.raw(#","error":"#)
    if stage == .failed {
      json.string("Column \"revenue\" holds text in row 7: clean the data set and run it again.")
    } else {
      json.raw("null")
    }
    json.raw(#","created_at":"#)
    json.timestamp(origin + job.created)
    json.raw(#","completed_at":"#)
    if now < job.end { json.raw("null") } else { json.timestamp(origin + job.end) }
    json.raw("}")
    return json.bytes
  }

  private func write(_ rows: Int, to json: inout JSONBytes) {
    json.raw(#"{"columns":["region","total_revenue"],"rows":["#)
    for row in 0..<rows {
      if row > 0 { json.raw(",") }
      json.raw("[")
      json.string("Region \(row + 1)")
      json.raw(",")
      json.decimal((row + 1) * 312_050, places: 2)
      json.raw("]")
    }
    json.raw(#"],"row_count":"#)
    json.integer(rows)
    json.raw("}")
  }
}
