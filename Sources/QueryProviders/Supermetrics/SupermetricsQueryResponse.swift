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
  /// The columns of the rows, those hidden left out; `mostFields` at the most.
  package var fields: [Field] = []
  /// Whether the query was made to leave out the header row; nil where nothing is said.
  package var hidesHeader: Bool?
  /// The link to the next page of rows; nil on the last.
  package var next: String?
  package var startedAt: Date?
  package var endedAt: Date?
  /// An error beside or instead of the rest, which a 200 may carry.
  package var failure: QueryFailure?
  /// nil where all of the answer could be read.
  package var damage: AnswerDamage?

  /// A column of the rows, as the answer describes it.
  package struct Field: Hashable, Sendable {
    /// The display name, which is the header's label too.
    package var name: String?
    package var id: String?
    /// Its place in a row, from 0; nil for a field that is split over several columns.
    package var column: Int?
  }

  /// Fields kept of an answer.
  private static let mostFields = 10_000

  /// Reads an answer's body.
  ///
  /// What is broken hides what stands behind it, and nothing that came before.
  /// - Throws: `JSONError` when it is not JSON, is no object, breaks before it has said its status, or
  ///   says that twice.
  package init(decoding body: [UInt8]) throws {
    var reader = JSONReader(body)
    do {
      try read(&reader)
      damage = AnswerDamage(reader)
    } catch let error as JSONError {
      guard statusCode != nil, error.reason.isBreak else { throw error }
      damage = AnswerDamage(reader, brokenBy: error)
    }
    if failure?.requestID == nil { failure?.requestID = requestID }
  }

  private mutating func read(_ reader: inout JSONReader) throws {
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
    case "paginate": try readLinks(&reader)
    case "query":
      try reader.readObjectIfPresent { reader, key in
        switch key {
        case "fields": try readFields(&reader)
        case "settings":
          try reader.readObjectIfPresent { reader, key in
            guard case "no_headers" = key, let text = try reader.readText(atMost: 8) else { return }
            hidesHeader = ["true": true, "1": true, "false": false, "0": false][text]
          }
        default: break
        }
      }
    default: break
    }
  }

  private mutating func readLinks(_ reader: inout JSONReader) throws {
    try reader.readObjectIfPresent { reader, key in
      guard case "next" = key else { return }
      next = try reader.readText(atMost: SameOriginLink.longest + 1).flatMap {
        $0.isEmpty ? nil : $0
      }
    }
  }

  private mutating func readFields(_ reader: inout JSONReader) throws {
    guard try reader.nextKind() == .array else { return try reader.skipValue() }
    try reader.readArray { reader in
      guard fields.count < Self.mostFields else { return try reader.skipValue() }
      var field = Field()
      var isHidden = false
      try reader.readObjectIfPresent { reader, key in
        switch key {
        case "field_name": field.name = try reader.readText(atMost: 1024)
        case "field_id": field.id = try reader.readText(atMost: 1024)
        case "data_column": field.column = try reader.readColumn()
        case "visible": isHidden = try reader.readText(atMost: 8) == "false"
        default: break
        }
      }
      if !isHidden { fields.append(field) }
    }
  }

  /// The queue's depth as seen at `now`; nil when the answer held neither number.
  package func workflow(at now: Date) -> WorkflowQueue? {
    guard tasksScheduled != nil || tasksRunning != nil else { return nil }
    return WorkflowQueue(
      scheduled: tasksScheduled ?? 0, running: tasksRunning ?? 0, sampledAt: now)
  }
}

extension JSONReader {
  /// Reads a column's place; nil for null and for what is no place.
  fileprivate mutating func readColumn() throws -> Int? {
    guard let text = try readText(atMost: 16), let column = Int(text), column >= 0 else {
      return nil
    }
    return column
  }
}
