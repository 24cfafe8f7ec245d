package import FoundationEssentials
package import QueryCore

/// An answer of `GET /v1/jobs/{job_id}`, without the rows embedded in it: every field may be
/// missing.
package struct ToolkitJobResponse: Hashable, Sendable {
  package var status: String?
  /// Done of 100; a fraction is rounded down.
  package var percent: Int?
  package var resultRows: Int?
  /// The result's columns in order, the first `JSONReader.mostTexts` of them.
  package var resultColumns: [String] = []
  package var failure: QueryFailure?
  package var createdAt: Date?
  package var completedAt: Date?

  /// Reads an answer's body.
  ///
  /// - Parameter isCut: whether the body goes on; a job whose rows are too many to be taken is then
  ///   known by what stands before them.
  /// - Throws: `JSONError` when it is not JSON, is no object, or says its status twice; where it is
  ///   cut, only when it breaks off before the status.
  package init(decoding body: [UInt8], isCut: Bool = false) throws {
    var reader = JSONReader(body)
    do {
      try reader.readObject { reader, key in try readMember(&reader, key) }
      try reader.finish()
    } catch let error as JSONError {
      guard isCut, status != nil, error.reason != .duplicateKey else { throw error }
    }
  }

  private mutating func readMember(_ reader: inout JSONReader, _ key: JSONKey) throws {
    switch key {
    case "status": status = try StatusText.read(&reader, after: status)
    case "progress": percent = try Self.readPercent(&reader)
    case "results": try readResults(&reader)
    case "error": failure = try reader.readFailure()
    case "created_at": createdAt = try reader.readInstant()
    case "completed_at": completedAt = try reader.readInstant()
    default: break
    }
  }

  private mutating func readResults(_ reader: inout JSONReader) throws {
    try reader.readObjectIfPresent { reader, key in
      switch key {
      case "row_count": resultRows = try reader.readCount()
      case "columns": resultColumns = try reader.readTexts()
      default: break
      }
    }
  }

  /// Reads 0 to 100; what lies outside is the nearer of the two, and what is no number is nil.
  private static func readPercent(_ reader: inout JSONReader) throws -> Int? {
    guard let text = try reader.readText(atMost: 32), let number = Double(text), !number.isNaN
    else { return nil }
    return Int(min(max(0, number), 100))
  }
}
