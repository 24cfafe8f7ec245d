package import QueryCore
import QueryHTTP

/// What an answer's body says went wrong, in any of the shapes the providers have been seen to use.
package enum ErrorBody {
  /// Reads a failure from a body: the envelope, a bare string, `{"detail": …}`,
  /// `{"key": …, "message": …}`, or problem+json (RFC 9457).
  ///
  /// - Returns: nil for an empty body, for HTML, and for JSON that names no error.
  package static func decode(_ body: [UInt8]) -> QueryFailure? {
    var reader = JSONReader(body)
    do {
      var failure: QueryFailure?
      var problem = QueryFailure()
      var requestID: String?
      try reader.readObject { reader, key in
        switch key {
        case "error": failure = try reader.readFailure()
        case "meta": requestID = try readRequestID(&reader) ?? requestID
        case "request_id": requestID = try reader.readText(atMost: 128)
        case "title", "message": problem.message = try reader.readText() ?? problem.message
        case "detail": problem.description = try reader.readText()
        case "status": problem.status = try reader.readCount()
        case "code", "key": problem.code = try reader.readText(atMost: 256) ?? problem.code
        default: break
        }
      }
      if failure == nil, problem.message != nil || problem.description != nil { failure = problem }
      if failure?.requestID == nil { failure?.requestID = requestID }
      return failure
    } catch {
      // A body that is not JSON says nothing more than its status does.
      return nil
    }
  }

  private static func readRequestID(_ reader: inout JSONReader) throws -> String? {
    var requestID: String?
    try reader.readObjectIfPresent { reader, key in
      if case "request_id" = key { requestID = try reader.readText(atMost: 128) }
    }
    return requestID
  }

  /// Says whether a text has the form of the named codes, `^[A-Z][A-Z0-9_]*$`, at most 100 long.
  static func isCode(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 100 else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
          || byte &- UInt8(ascii: "0") < 10
      }
  }
}

extension JSONReader {
  /// Reads the value of an error field: an object of code, message and more, or a bare text.
  ///
  /// - Returns: nil for null and for one that says nothing.
  package mutating func readFailure() throws -> QueryFailure? {
    guard try nextKind() == .object else {
      guard let text = try readText(), !text.isEmpty else { return nil }
      return ErrorBody.isCode(text) ? QueryFailure(code: text) : QueryFailure(message: text)
    }
    var failure = QueryFailure()
    try readObject { reader, key in
      switch key {
      case "code", "key": failure.code = try reader.readText(atMost: 256) ?? failure.code
      case "message", "title": failure.message = try reader.readText() ?? failure.message
      case "description", "detail":
        failure.description = try reader.readText() ?? failure.description
      case "status": failure.status = try reader.readCount()
      case "request_id": failure.requestID = try reader.readText(atMost: 128)
      default: break
      }
    }
    return failure == QueryFailure() ? nil : failure
  }
}

/// A provider's word for a state, as an answer holds it.
enum StatusText {
  /// The longest word kept, in bytes.
  private static let longest = 64

  /// Reads the value of a status field.
  ///
  /// - Parameter known: what an earlier field of the same name held.
  /// - Throws: `JSONError.duplicateKey` when there was one: it would not be clear which of the two
  ///   counts.
  static func read(_ reader: inout JSONReader, after known: String?) throws -> String? {
    guard known == nil else { throw JSONError(.duplicateKey, at: reader.offset) }
    return try reader.readText(atMost: longest)
  }
}
