extension SimulatorRouter {
  /// The body of a refusal: the envelope, but for the two 404s the contract words otherwise.
  static func body(
    of refusal: Refusal, to request: SimulatorRequest, requestID: String
  ) -> [UInt8] {
    if refusal.status == 404, refusal != .pathNotFound, let route = SimulatorRoute(request.path) {
      switch route {
      case .batch: return []
      case .query: return Array(#"{"error":"STATUS_NOT_FOUND"}"#.utf8)
      }
    }
    let words = refusal.words
    var json = JSONBytes()
    json.raw(#"{"meta":{"request_id":"#)
    json.string(requestID)
    json.raw(#"},"error":{"code":"#)
    json.string(words.code)
    json.raw(#","message":"#)
    json.string(words.message)
    if let detail = refusal.detail {
      json.raw(#","description":"#)
      json.string(detail)
    }
    json.raw("}}")
    return json.bytes
  }

  /// An answer with status 200 that keeps no contract at all.
  static func broken(_ answer: SimulatedAnswer) -> SimulatorResponse {
    let type: String
    let body: [UInt8]
    switch answer {
    case .garbage:
      type = "application/json"
      // It begins well, then holds a zero, an escape sequence that would clear a terminal, and
      // bytes no UTF-8 has.
      body =
        Array(#"{"meta":{"request_id":""#.utf8) + [0, 0x1B, 0x5B, 0x32, 0x4A, 0xFF, 0xC0, 0x80]
    case .html:
      type = "text/html"
      body = Array("<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>".utf8)
    default:
      type = "application/json"
      body = []
    }
    return SimulatorResponse(
      status: 200, headers: [SimulatorHeader(name: "Content-Type", value: type)], body: body)
  }
}
