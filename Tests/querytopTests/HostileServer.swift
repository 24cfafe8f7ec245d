import Foundation
import TestSupport

/// A Supermetrics server that says hostile strings in every field: a batch with a failed query for each, and a result with a row
/// for each.
struct HostileServer {
  static let batch = "supermetrics:batch/qrb_hostile"
  static let query = "supermetrics:query/q_hostile"

  let texts: [String]
  private let server: LoopbackServer

  init() throws {
    let texts = try HostileStrings().placed
    self.texts = texts
    server = try LoopbackServer { request in
      let line = String(request.prefix { !$0.isNewline })
      let body = line.contains("/query/batch/") ? Self.batch(texts, line) : Self.rows(texts, line)
      let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
      return Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }
  }

  var environment: [String: String] {
    ["SUPERMETRICS_BASE_URL": server.url, "SUPERMETRICS_API_KEY": "key"]
  }

  func stop() { server.stop() }

  private static func number(_ name: String, in line: String) -> Int? {
    line.firstRange(of: name + "=").flatMap { range in
      Int(line[range.upperBound...].prefix(while: \.isNumber))
    }
  }

  private static func batch(_ texts: [String], _ line: String) -> String {
    let first = number("offset", in: line) ?? 0
    let queries = texts.enumerated().dropFirst(first).prefix(1000).map { index, text in
      #"""
      {"schedule_id":"q\#(index)\#(index % 3 == 0 ? "" : text)","status_code":"FAILURE",
      "query_start_time":"2026-10-03T10:00:00Z","query_end_time":"2026-10-03T10:01:00Z",
      "split_info":{"ds_accounts":["\#(text)","\#(text)2"],"start_date":"2026-10-03","end_date":"2026-10-03"},
      "error_info":{"status":500,"code":"\#(text)","message":"\#(text) said","description":"\#(text)"}}
      """#
    }
    return #"""
      {"meta":{"request_id":"\#(texts[first])","status_code":"STOPPED",
      "progress":{"queued":0,"running":0,"success":0,"failure":\#(texts.count)},
      "paginate":{"offset":\#(first),"limit":1000,"total":\#(texts.count)}},"data":[\#(queries.joined(separator: ","))]}
      """#
  }

  private static func rows(_ texts: [String], _ line: String) -> String {
    let first = number("offset_start", in: line) ?? 0
    let last = number("offset_end", in: line) ?? first + 999
    let header = #"["\#(texts[9])","\#(texts[300])","\#(texts[600])","\#(texts[1000])"]"#
    let rows = [header] + texts.map { #"["\#($0)","\#($0) 2",7,"\#($0)"]"# }
    let page = rows.dropFirst(first).prefix(max(0, last - first + 1))
    return #"""
      {"meta":{"request_id":"\#(texts[5])","schedule_id":"q_hostile","status_code":"SUCCESS",
      "result":{"total_rows":\#(texts.count),"total_columns":4}},"data":[\#(page.joined(separator: ","))]}
      """#
  }
}
