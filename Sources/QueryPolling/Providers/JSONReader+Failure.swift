package import QueryCore

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
