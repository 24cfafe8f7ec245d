import QueryCore
import QueryHTTP

/// Making and cancelling batches: `POST /query/batch` and `DELETE /query/batch/{id}`.
struct SupermetricsActions: ActionSource {
  private let source: SupermetricsSource

  init(_ source: SupermetricsSource) {
    self.source = source
  }

  var sourceName: String { source.name }

  func batchRequest(_ bytes: [UInt8]) throws(RequestFileProblem) -> any BatchRequest {
    try SupermetricsBatchRequest(bytes)
  }

  @concurrent func submit(_ body: [UInt8]) async throws(CancellationError) -> ActionReport {
    try await send(source.requests.makeBatch(body)) { response in
      guard let batch = Self.batch(in: response.body), let id = batch.id else { return nil }
      do {
        return .done(
          try Target(source: sourceName, kind: .batch, id: id), queries: batch.queries)
      } catch {
        // An id that cannot be one: what was made cannot be watched by it.
        return nil
      }
    }
  }

  @concurrent func cancel(_ batch: Target) async throws(CancellationError) -> ActionReport {
    try await send(source.requests.cancelBatch(id: batch.id)) { response in
      // The answer is the batch; a 204 or an empty body says no less.
      let told = Self.batch(in: response.body)?.id
      guard told == nil || told?.lowercased() == batch.id.lowercased(),
        ErrorBody.decode(response.body) == nil
      else { return nil }
      return .done(batch, queries: nil)
    }
  }

  private func send(
    _ request: HTTPRequest, reading read: (HTTPResponse) -> ActionOutcome?
  ) async throws(CancellationError) -> ActionReport {
    try await ActionExchange(transport: source.transport, now: source.now).send(
      request,
      refusing: { response, failure in
        SupermetricsRefusal.problem(response, failure: failure, isQuery: false, now: source.now())
      }, reading: read)
  }

  /// What is read of the `QueryBatch` in an answer, within `data` or not; nil for what is no object.
  static func batch(in body: [UInt8]) -> (id: String?, queries: Int?, isCancelled: Bool)? {
    var reader = JSONReader(body)
    var (id, queries): (String?, Int?)
    var isCancelled = false
    func read(_ reader: inout JSONReader, _ key: JSONKey) throws {
      switch key {
      case "batch_id": id = try reader.readText(atMost: 256) ?? id
      case "cancel_time": isCancelled = try reader.readInstant() != nil
      case "query_amount": queries = try reader.readCount() ?? queries
      default: break
      }
    }
    do {
      try reader.readObject { reader, key in
        switch key {
        case "data", "meta": try reader.readObjectIfPresent { try read(&$0, $1) }
        default: try read(&reader, key)
        }
      }
      return (id, queries, isCancelled)
    } catch {
      // No JSON, or JSON that breaks off: an id before the break is as good as none.
      return nil
    }
  }
}
