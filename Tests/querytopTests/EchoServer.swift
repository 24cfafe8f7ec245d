import NIOConcurrencyHelpers
import TestSupport

/// A server on the loopback that repeats the key it is asked with, in every answer and in every
/// encoding, as a badly made proxy might.
///
/// A batch whose id holds `refused` is answered with an error, any other with a batch that has failed; a
/// query has one row, and a second page, whose id holds `short`, is refused.
struct EchoServer {
  private let server: LoopbackServer
  private let sent = NIOLockedValueBox("")

  init() throws {
    server = try LoopbackServer { [sent] request in
      let answer = Self.answer(to: request)
      sent.withLockedValue { $0 += answer }
      return Array(answer.utf8)
    }
  }

  var base: String { server.url }

  /// Everything it has answered.
  var answers: String { sent.withLockedValue(\.self) }

  /// Closes the port.
  func stop() { server.stop() }

  private static func answer(to request: String) -> String {
    let mark = "Bearer "
    let key = request.split(whereSeparator: \.isNewline)
      .first { $0.lowercased().hasPrefix("authorization:") }?
      .firstRange(of: mark).map { _ in
        request.split(separator: mark, maxSplits: 1).last?.prefix { !$0.isNewline } ?? ""
      }
    let words = Encodings.all(of: String(key ?? "")).map {
      $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }.joined(separator: " ")
    let error = #"{"code":"ECHO","message":"you said \#(words)","description":"\#(words)"}"#
    let line = request.prefix { !$0.isNewline }
    let isShort = line.contains("short")
    let isRefused =
      line.contains("refused") || isShort && !line.contains("offset_start=0&")
    let body =
      isRefused
      ? #"{"meta":{"request_id":"\#(key ?? "")"},"error":\#(error)}"#
      : line.contains("/query/batch/")
        ? batch(failedWith: error) : rows(saying: words, of: isShort ? 3 : 1)
    return "HTTP/1.1 \(isRefused ? 400 : 200) X\r\nContent-Type: application/json\r\n"
      + "X-Request-Id: \(key ?? "")\r\nConnection: close\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private static func batch(failedWith error: String) -> String {
    #"""
    {"meta":{"request_id":"r1","status_code":"STOPPED",
    "progress":{"queued":0,"running":0,"success":0,"failure":1},
    "paginate":{"offset":0,"limit":1000,"total":1}},
    "data":[{"schedule_id":"q1","status_code":"FAILURE","error_info":\#(error)}]}
    """#
  }

  private static func rows(saying words: String, of total: Int) -> String {
    #"""
    {"meta":{"request_id":"r1","status_code":"SUCCESS","result":{"total_rows":\#(total)}},
    "data":[["said","\#(words)"],["\#(words)","nothing"]]}
    """#
  }
}
