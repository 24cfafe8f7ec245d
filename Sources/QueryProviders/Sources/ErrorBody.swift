package import QueryCore
import QueryHTTP

/// What an answer's body says went wrong, in any of the shapes the providers have been seen to use.
package enum ErrorBody {
  /// Reads a failure from a body: the envelope, a bare string, `{"detail": …}` with a text or with
  /// FastAPI's list of faults, `{"meta": {"error": …}}`, `{"key": …, "message": …}`, or problem+json
  /// (RFC 9457).
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
        case "error": failure = try reader.readFailure() ?? failure
        case "meta":
          try reader.readObjectIfPresent { reader, key in
            switch key {
            case "request_id": requestID = try reader.readText(atMost: 128) ?? requestID
            case "error": failure = try failure ?? reader.readFailure()
            default: break
            }
          }
        case "request_id": requestID = try reader.readText(atMost: 128)
        case "title", "message": problem.message = try reader.readText() ?? problem.message
        case "detail": problem.description = try reader.readDetail()
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
  /// Reads a text, or a list of faults, `[{"loc": ["query", "id"], "msg": "…"}]`, as one text:
  /// `query.id: …; …`, the first ten.
  fileprivate mutating func readDetail() throws -> String? {
    guard try nextKind() == .array else { return try readText() }
    var faults: [String] = []
    try readArray { reader in
      guard try reader.nextKind() == .object else {
        let text = try reader.readText()
        if let text, faults.count < 10 { faults.append(text) }
        return
      }
      var place = ""
      var message: String?
      try reader.readObject { reader, key in
        switch key {
        case "loc": place = try reader.readTexts().prefix(8).joined(separator: ".")
        case "msg", "message": message = try reader.readText(atMost: 1024)
        default: break
        }
      }
      guard let message, faults.count < 10 else { return }
      faults.append(place.isEmpty ? message : "\(place): \(message)")
    }
    return faults.isEmpty ? nil : faults.joined(separator: "; ")
  }

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
        failure.description = try reader.readDetail() ?? failure.description
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
