extension SimulatorRouter {
  /// The body of a refusal in the words of the route's provider; for Supermetrics the envelope, but
  /// for the two 404s the contract words otherwise.
  static func body(of refusal: Refusal, to route: SimulatorRoute?, requestID: String) -> [UInt8] {
    let words = refusal.words
    var json = JSONBytes()
    if case .problem(let status) = refusal {
      return problem(status, words.message, requestID: requestID)
    }
    switch route {
    case .batch where refusal.status == 404: return []
    case .batchInfo where refusal.status == 404: return []
    case .query where refusal.status == 404 && refusal != .resultsUnavailable:
      return Array(#"{"error":"STATUS_NOT_FOUND"}"#.utf8)
    case .batch, .batches, .batchInfo, .query, .results, nil:
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
    case .polytomic:
      json.raw(#"{"key":"#)
      json.string(words.code.lowercased())
      json.raw(#","message":"#)
      json.string(words.message)
      json.raw(#","metadata":{},"status":"#)
      json.integer(refusal.status)
      json.raw("}")
    case .toolkit where refusal.status == 422:
      // What was wrong, part by part, as FastAPI words it.
      json.raw(#"{"detail":[{"loc":["path","job_id"],"msg":"#)
      json.string(words.message)
      json.raw(#","type":"value_error"}]}"#)
    case .toolkit:
      json.raw(#"{"detail":"#)
      json.string(words.message)
      json.raw("}")
    }
    return json.bytes
  }

  /// An error in the form of RFC 9457.
  private static func problem(_ status: Int, _ title: String, requestID: String) -> [UInt8] {
    var json = JSONBytes()
    json.raw(#"{"type":"about:blank","title":"#)
    json.string(title)
    json.raw(#","status":"#)
    json.integer(status)
    json.raw(#","detail":"The request was looked at, and nothing was done.","instance":"#)
    json.string("urn:request:\(requestID)")
    json.raw("}")
    return json.bytes
  }

  /// An answer that keeps no contract at all.
  static func broken(_ answer: SimulatedAnswer) -> SimulatorResponse {
    var headers = [SimulatorHeader(name: "Content-Type", value: "application/json")]
    var body: [UInt8] = []
    switch answer {
    case .garbage:
      // It begins well, then holds a zero, an escape sequence that would clear a terminal, and
      // bytes no UTF-8 has.
      body =
        Array(#"{"meta":{"request_id":""#.utf8) + [0, 0x1B, 0x5B, 0x32, 0x4A, 0xFF, 0xC0, 0x80]
    case .html:
      headers = [SimulatorHeader(name: "Content-Type", value: "text/html")]
      body = Array("<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>".utf8)
    case .redirect:
      let place = "https://elsewhere.example/enterprise/v2"
      return SimulatorResponse(
        status: 302, headers: [SimulatorHeader(name: "Location", value: place)], body: [])
    case .deep:
      body = Array(#"{"meta":"#.utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000)
    case .gzipBomb:
      headers.append(SimulatorHeader(name: "Content-Encoding", value: "gzip"))
      body = GzipBomb.bytes(size: 256 << 10)
    default: break
    }
    return SimulatorResponse(status: 200, headers: headers, body: body)
  }
}
