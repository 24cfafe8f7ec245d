package import QueryCore

/// What an answer's body says went wrong, in any of the shapes the provider has been seen to use.
package enum SupermetricsErrorBody {
  /// Reads a failure from a body: the envelope, a bare string, `{"detail": …}`, or problem+json
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
        case "error": failure = try readError(&reader)
        case "meta": requestID = try readRequestID(&reader) ?? requestID
        case "request_id": requestID = try reader.readText(atMost: 128)
        case "title": problem.message = try reader.readText()
        case "detail": problem.description = try reader.readText()
        case "status": problem.status = try reader.readCount()
        case "code": problem.code = try reader.readText(atMost: 256)
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

  /// Reads the value of an `error` or `error_info` field; nil for null and for an empty one.
  package static func readError(_ reader: inout JSONReader) throws -> QueryFailure? {
    guard try reader.nextKind() == .object else {
      guard let text = try reader.readText(), !text.isEmpty else { return nil }
      return isCode(text) ? QueryFailure(code: text) : QueryFailure(message: text)
    }
    var failure = QueryFailure()
    try reader.readObject { reader, key in
      switch key {
      case "code": failure.code = try reader.readText(atMost: 256)
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

  private static func readRequestID(_ reader: inout JSONReader) throws -> String? {
    var requestID: String?
    try reader.readObjectIfPresent { reader, key in
      if case "request_id" = key { requestID = try reader.readText(atMost: 128) }
    }
    return requestID
  }

  /// Codes are SCREAMING_SNAKE_CASE, `^[A-Z][A-Z0-9_]*$`, at most 100 long.
  private static func isCode(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 100 else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
          || byte &- UInt8(ascii: "0") < 10
      }
  }
}
