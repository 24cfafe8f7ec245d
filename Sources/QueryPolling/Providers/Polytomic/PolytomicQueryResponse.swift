package import FoundationEssentials
package import QueryCore

/// An answer of `GET /api/queries/{id}`, without its rows: every field may be missing.
package struct PolytomicQueryResponse: Hashable, Sendable {
  package var status: String?
  /// Rows of the result; whether of all or of this page is not documented.
  package var count: Int?
  /// The result's columns in order, the first `JSONReader.mostTexts` of them.
  package var fields: [String] = []
  /// When the result is forgotten; told once the task is done.
  package var expiresAt: Date?
  package var failure: QueryFailure?
  /// The link to the next page of rows as it came; nil on the last, and when it is no text of a
  /// length that can be followed.
  package var next: String?

  /// Reads an answer's body.
  ///
  /// - Throws: `JSONError` when it is not JSON, is no object, or says its status twice.
  package init(decoding body: [UInt8]) throws {
    var reader = JSONReader(body)
    try reader.readObject { reader, key in
      if case "data" = key {
        try reader.readObjectIfPresent { reader, key in try readMember(&reader, key) }
      } else if case "links" = key {
        try reader.readObjectIfPresent { reader, key in
          if case "next" = key { next = try reader.readText(atMost: SameOriginLink.longest + 1) }
        }
      } else if case "error" = key {
        failure = try reader.readFailure() ?? failure
      }
    }
    try reader.finish()
  }

  private mutating func readMember(_ reader: inout JSONReader, _ key: JSONKey) throws {
    switch key {
    case "status": status = try StatusText.read(&reader, after: status)
    case "count": count = try reader.readCount()
    case "error": failure = try reader.readFailure() ?? failure
    case "expires": expiresAt = try reader.readInstant()
    case "fields": fields = try reader.readTexts()
    default: break
    }
  }
}
