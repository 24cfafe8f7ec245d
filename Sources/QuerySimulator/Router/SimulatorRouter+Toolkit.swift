extension SimulatorRouter {
  /// The status of a job, with its rows embedded once it has succeeded.
  ///
  /// - Throws: `Refusal.taskNotFound` for an id that is not of the story, `resultsUnavailable` for
  ///   one whose result was thrown away.
  func toolkitBody(
    _ id: String, at elapsed: Duration, _ manner: SimulatedResults
  ) throws(Refusal) -> [UInt8] {
    let fixed = try FixedAnswer.word(of: id, at: .toolkit)
    guard let job = tasks.task(id, at: .toolkit) ?? fixed.map({ _ in FixedAnswer.task(id) })
    else { throw .taskNotFound }
    let now = elapsed.milliseconds
    let stage = job.stage(at: now)
    if manner.areExpired, stage == .succeeded { throw .resultsUnavailable }
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
    json.string(fixed ?? word)
    json.raw(#","progress":"#)
    json.integer(job.percent(at: now))
    json.raw(#","results":"#)
    if stage == .succeeded, let count = job.rows {
      write(rows(of: job, count: count), to: &json)
    } else {
      json.raw("null")
    }
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

  private func write(_ rows: ResultRows, to json: inout JSONBytes) {
    json.raw(#"{"columns":"#)
    rows.writeNames(to: &json)
    json.raw(#","rows":["#)
    rows.write(0..<rows.count, as: .arrays, to: &json)
    json.raw(#"],"row_count":"#)
    json.integer(rows.count)
    json.raw("}")
  }
}
