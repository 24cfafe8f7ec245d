package import FoundationEssentials
package import QueryCore
import QueryHTTP

/// One page of `GET /query/batch/{batch_id}/status`, as it was sent: every field may be missing.
package struct SupermetricsBatchResponse: Hashable, Sendable {
  package var requestID: String?
  package var batchID: String?
  package var statusCode: String?
  /// The counters of the whole batch; nil when the answer held none of them.
  package var counters: Counters?
  package var startedAt: Date?
  package var endedAt: Date?
  /// Whether the answer names a time of cancellation.
  package var isCancelled = false
  /// The number of queries in the batch, from the paging fields.
  package var total: Int?
  /// The page's rows, in the order they were sent; never more than were asked for.
  package var rows: [BatchQuery] = []
  /// An error beside or instead of the rest, which a 200 may carry.
  package var failure: QueryFailure?
  /// nil where all of the answer could be read.
  package var damage: AnswerDamage?

  /// The four counters as sent, negative ones as 0.
  package struct Counters: Hashable, Sendable {
    package var queued: Int
    package var running: Int
    package var success: Int
    package var failure: Int

    package init(queued: Int = 0, running: Int = 0, success: Int = 0, failure: Int = 0) {
      self.queued = queued
      self.running = running
      self.success = success
      self.failure = failure
    }
  }

  /// Reads a page's body.
  ///
  /// - Parameter firstRow: the index of the page's first row in the batch, for naming rows without
  ///   an id.
  /// What is broken hides what stands behind it, and nothing that came before.
  /// - Throws: `JSONError` when it is not JSON, is no object, breaks before it has said its status, or
  ///   says that twice.
  package init(decoding body: [UInt8], firstRow: Int = 0) throws {
    var reader = JSONReader(body)
    do {
      try read(&reader, firstRow: firstRow)
      damage = AnswerDamage(reader)
    } catch let error as JSONError {
      guard statusCode != nil, error.reason.isBreak else { throw error }
      damage = AnswerDamage(reader, brokenBy: error)
    }
    if failure?.requestID == nil { failure?.requestID = requestID }
  }

  private mutating func read(_ reader: inout JSONReader, firstRow: Int) throws {
    try reader.readObject { reader, key in
      switch key {
      case "meta":
        try reader.readObjectIfPresent { reader, key in try readMember(&reader, key) }
      case "data": try readRows(&reader, firstRow: firstRow)
      case "error": failure = try reader.readFailure()
      default: try readMember(&reader, key)
      }
    }
    try reader.finish()
  }

  /// Reads a field that belongs into `meta` but has been seen beside it.
  private mutating func readMember(_ reader: inout JSONReader, _ key: JSONKey) throws {
    switch key {
    case "batch_id": batchID = try reader.readText(atMost: 256)
    case "request_id": requestID = try reader.readText(atMost: 128)
    case "status_code": statusCode = try StatusText.read(&reader, after: statusCode)
    case "progress": try readCounters(&reader)
    case "start_time": startedAt = try reader.readInstant()
    case "end_time": endedAt = try reader.readInstant()
    case "cancel_time": isCancelled = try reader.readInstant() != nil
    case "paginate":
      try reader.readObjectIfPresent { reader, key in
        if case "total" = key { total = try reader.readCount() }
      }
    default: break
    }
  }

  private mutating func readCounters(_ reader: inout JSONReader) throws {
    var counters = Counters()
    var isEmpty = true
    try reader.readObjectIfPresent { reader, key in
      switch key {
      case "queued": counters.queued = try reader.readCount() ?? 0
      case "running": counters.running = try reader.readCount() ?? 0
      case "success": counters.success = try reader.readCount() ?? 0
      case "failure": counters.failure = try reader.readCount() ?? 0
      default: return
      }
      isEmpty = false
    }
    if !isEmpty { self.counters = counters }
  }

  private mutating func readRows(_ reader: inout JSONReader, firstRow: Int) throws {
    guard try reader.nextKind() == .array else { return try reader.skipValue() }
    try reader.readArray { reader in
      // Rows beyond those asked for cost a hostile server two bytes each, and memory far more.
      guard rows.count < SupermetricsRequests.pageSize, try reader.nextKind() == .object else {
        return try reader.skipValue()
      }
      let row = try BatchQuery(reading: &reader, index: firstRow + rows.count)
      rows.append(row)
    }
  }
}
