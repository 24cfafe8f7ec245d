import NIOConcurrencyHelpers
import QueryCore

/// Making, cancelling and telling of batches.
extension SimulatorRouter {
  /// The batch of an id; nil where there is none.
  func served(_ id: String) -> ServedBatch? {
    batches.withLockedValue { batches in
      let made = batches.made[id]
      guard made != nil || id == scenario.batchID else { return nil }
      return ServedBatch(scenario: scenario, made: made, cancelledAt: batches.cancelled[id])
    }
  }

  /// The query of a schedule id, of the story's batch or of one made since.
  func child(_ id: String, at elapsed: Duration) -> SimulatedQuery? {
    guard let infix = id.firstRange(of: SimulatedQuery.infix),
      let batch = served(String(id[..<infix.lowerBound])),
      let number = Int(id[infix.upperBound...]), (1...batch.count).contains(number)
    else { return nil }
    let query = batch.queries(in: number - 1..<number, at: elapsed).first
    return query?.scheduleID == id ? query : nil
  }

  /// Makes or cancels a batch, or tells of one.
  ///
  /// - Throws: `Refusal.badRequest` for a body that breaks the contract, `batchNotFound`.
  func act(
    _ route: SimulatorRoute, _ request: SimulatorRequest, at elapsed: Duration, requestID: String
  ) throws(Refusal) -> (status: Int, body: [UInt8]) {
    let now = elapsed.milliseconds
    let id: String
    if case .batchInfo(let named) = route {
      guard served(named) != nil else { throw .batchNotFound }
      id = named
      if request.method == "DELETE" {
        batches.withLockedValue { $0.cancelled[id] = min($0.cancelled[id] ?? now, now) }
      }
    } else {
      id = try make(request.body, at: now)
    }
    guard let batch = served(id) else { throw .batchNotFound }
    let body = info(batch, request, at: elapsed, requestID: requestID)
    return (request.method == "POST" ? 201 : 200, body)
  }

  private func make(_ bytes: [UInt8], at now: Int) throws(Refusal) -> String {
    let body: BatchBody
    do {
      body = try BatchBody.read(bytes)
    } catch {
      throw .badRequest(error.text)
    }
    let denied = scenario.deniedAccounts
    let id: String? = batches.withLockedValue { batches in
      guard batches.bodies.count < RouterBatches.most else { return nil }
      let batch = SubmittedBatch(
        body, number: batches.bodies.count, at: now, denied: denied, options: scenario.options)
      batches.made[batch.id] = batch
      batches.bodies.append(bytes)
      return batch.id
    }
    guard let id else { throw .badRequest("There are too many batches.") }
    return id
  }

  /// The vendor's `QueryBatch` in its envelope.
  private func info(
    _ served: ServedBatch, _ request: SimulatorRequest, at elapsed: Duration, requestID: String
  ) -> [UInt8] {
    let batch = served.batch(at: elapsed)
    let queries = served.queries(in: 0..<served.count, at: elapsed)
    let started = queries.compactMap(\.startedAt).min()
    let ended = batch.status == .stopped ? queries.compactMap(\.endedAt).max() : nil
    var json = JSONBytes(reserving: 1024)
    func time(_ name: String, _ moment: Int?) {
      json.raw(",\"\(name)\":")
      if let moment { json.timestamp(origin + moment) } else { json.raw("null") }
    }
    json.raw(#"{"meta":{"request_id":"#)
    json.string(requestID)
    json.raw(#"},"data":{"@type":"query_batch","batch_id":"#)
    json.string(batch.id)
    json.raw(#","status_code":"#)
    json.string(batch.status.rawValue)
    time("schedule_time", served.made?.submittedAt ?? 0)
    time("start_time", started?.milliseconds)
    time("end_time", ended?.milliseconds)
    time("cancel_time", served.cancelledAt)
    json.raw(#","description":"#)
    json.string(served.made?.request.description ?? "")
    json.raw(#","split_accounts_policy":"#)
    json.string(served.made?.request.splitAccounts ?? "all")
    json.raw(#","split_dates_policy":"#)
    json.string(served.made?.request.splitDates ?? "day")
    json.raw(#","timeout_minutes":"#)
    json.integer(served.made?.request.timeout ?? 30)
    json.raw(#","query_amount":"#)
    json.integer(served.count)
    json.raw(#","query_concurrency":"#)
    json.integer(served.made?.request.concurrency ?? scenario.options.concurrency)
    json.raw(#","query_output_format":"json","links":{"status":{"href":"#)
    json.string("http://\(request.linkHost)\(Self.pathPrefix)/query/batch/\(batch.id)/status")
    json.raw("}}}}")
    return json.bytes
  }
}

extension SimulatedQuery {
  /// Every day of its split.
  var days: [CivilDay] {
    (day.daysSinceEpoch...(lastDay ?? day).daysSinceEpoch).map(CivilDay.init(daysSinceEpoch:))
  }
}
