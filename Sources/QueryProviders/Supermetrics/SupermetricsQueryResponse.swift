package import FoundationEssentials
package import QueryCore
import QueryHTTP

/// An answer of `GET /query/status`, without its rows: every field may be missing.
package struct SupermetricsQueryResponse: Hashable, Sendable {
  package var requestID: String?
  package var scheduleID: String?
  package var statusCode: String?
  /// Sub-queries done and known of; the total may grow.
  package var partsReady: Int?
  package var partsTotal: Int?
  /// The depth of the licence's queue.
  package var tasksScheduled: Int?
  package var tasksRunning: Int?
  package var resultRows: Int?
  package var startedAt: Date?
  package var endedAt: Date?
  /// An error beside or instead of the rest, which a 200 may carry.
  package var failure: QueryFailure?

  /// Reads an answer's body.
  ///
  /// - Throws: `JSONError` when it is not JSON, is no object, or says its status twice.
  package init(decoding body: [UInt8]) throws {
    var reader = JSONReader(body)
    try reader.readObject { reader, key in
      switch key {
      case "meta":
        try reader.readObjectIfPresent { reader, key in try readMember(&reader, key) }
      case "error", "error_info":
        failure = try reader.readFailure() ?? failure
      default: try readMember(&reader, key)
      }
    }
    try reader.finish()
    if failure?.requestID == nil { failure?.requestID = requestID }
  }

  /// Reads a field that belongs into `meta` but may stand beside it.
  private mutating func readMember(_ reader: inout JSONReader, _ key: JSONKey) throws {
    switch key {
    case "request_id": requestID = try reader.readText(atMost: 128)
    case "schedule_id": scheduleID = try reader.readText(atMost: 256)
    case "status_code": statusCode = try StatusText.read(&reader, after: statusCode)
    case "query_start_time", "start_time": startedAt = try reader.readInstant()
    case "query_end_time", "end_time": endedAt = try reader.readInstant()
    case "progress":
      try reader.readObjectIfPresent { reader, key in
        switch key {
        case "queries_ready": partsReady = try reader.readCount()
        case "queries_total": partsTotal = try reader.readCount()
        default: break
        }
      }
    case "workflow":
      try reader.readObjectIfPresent { reader, key in
        switch key {
        case "tasks_scheduled": tasksScheduled = try reader.readCount()
        case "tasks_running": tasksRunning = try reader.readCount()
        default: break
        }
      }
    case "result":
      try reader.readObjectIfPresent { reader, key in
        if case "total_rows" = key { resultRows = try reader.readCount() }
      }
    default: break
    }
  }

  /// The queue's depth as seen at `now`; nil when the answer held neither number.
  package func workflow(at now: Date) -> WorkflowQueue? {
    guard tasksScheduled != nil || tasksRunning != nil else { return nil }
    return WorkflowQueue(
      scheduled: tasksScheduled ?? 0, running: tasksRunning ?? 0, sampledAt: now)
  }
}
