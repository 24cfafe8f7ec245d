import NIOConcurrencyHelpers
import TestSupport

/// A batch on a loopback port whose queries, states and rows a test writes down.
struct BatchServer {
  /// One query, as the batch and its own status tell of it.
  struct Query: Sendable {
    var name: String
    var state = "SUCCESS"
    var accounts = ["act_1"]
    var dates: [String]? = ["2026-10-01", "2026-10-01"]
    /// Rows as JSON objects.
    var rows: [String] = []
    /// What the batch announces, where that is not the number of rows.
    var announced: Int?
    /// The HTTP status and body of whoever asks for its rows, in place of them.
    var refusal: (status: Int, body: String)?
    /// The row from which on they have expired.
    var expiresAt: Int?

    var id: String { "qrb_x_\(name)" }

    static let expiry = (
      404, #"{"error":{"code":"QUERY_RESULTS_UNAVAILABLE","message":"kept no more"}}"#
    )
  }

  static let target = "supermetrics:batch/qrb_x"
  private let server: LoopbackServer
  private let asked = NIOLockedValueBox<[String]>([])

  /// - Parameters:
  ///   - pageRows: rows of an answer at the most.
  ///   - script: the queries by the number of times the batch has been asked for, from 1, and the rows
  ///     requested so far.
  init(
    pageRows: Int = 3, _ script: @escaping @Sendable (_ poll: Int, _ rows: [String]) -> [Query]
  ) throws {
    let polls = NIOLockedValueBox(0)
    server = try LoopbackServer { [asked] request in
      let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      if path.contains("/query/batch/") {
        let poll = polls.withLockedValue { polls in
          polls += 1
          return polls
        }
        return Self.answer(200, Self.status(script(poll, asked.withLockedValue { $0 })))
      }
      let id = Self.field("schedule_id", in: path)
      let asked = asked.withLockedValue { asked in
        asked.append(id)
        return asked
      }
      guard let query = script(polls.withLockedValue { $0 }, asked).first(where: { $0.id == id })
      else { return Self.answer(404, "{}") }
      if let refusal = query.refusal { return Self.answer(refusal.status, refusal.body) }
      let first = Int(Self.field("offset_start", in: path)) ?? 0
      if let end = query.expiresAt, first >= end {
        return Self.answer(Query.expiry.0, Query.expiry.1)
      }
      let last = Int(Self.field("offset_end", in: path)) ?? 0
      let rows = query.rows.dropFirst(first).prefix(min(last - first + 1, pageRows))
      return Self.answer(
        200,
        """
        {"meta":{"schedule_id":"\(id)","status_code":"SUCCESS","result":{"total_rows":\(query.rows.count)},\
        "paginate":{}},"data":[\(rows.joined(separator: ","))]}
        """)
    }
  }

  init(_ queries: [Query]) throws { try self.init { _, _ in queries } }

  /// The queries whose rows were asked for, in order, once for each request.
  var requests: [String] { asked.withLockedValue { $0 } }

  func stop() { server.stop() }

  var environment: [String: String] {
    [
      "SUPERMETRICS_API_KEY": "demo-key",
      "SUPERMETRICS_BASE_URL": "http://127.0.0.1:\(server.port)/enterprise/v2",
    ]
  }

  private static func field(_ name: String, in path: String) -> String {
    let parts = path.split { "?& ".contains($0) }
    return parts.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
      ?? ""
  }

  private static func status(_ queries: [Query]) -> String {
    func count(_ words: String...) -> Int { queries.count { words.contains($0.state) } }
    let isOver = count("QUEUED", "RUNNING") == 0
    return """
      {"meta":{"request_id":"r","status_code":"\(isOver ? "STOPPED" : "RUNNING")",\
      "progress":{"queued":\(count("QUEUED")),"running":\(count("RUNNING")),\
      "success":\(count("SUCCESS")),"failure":\(count("FAILURE"))},\
      "paginate":{"offset":0,"limit":1000,"total":\(queries.count)}},\
      "data":[\(queries.map(line).joined(separator: ","))]}
      """
  }

  private static func line(_ query: Query) -> String {
    let accounts = query.accounts.map { "\"\($0)\"" }.joined(separator: ",")
    let dates =
      query.dates.map { #","start_date":"\#($0[0])","end_date":"\#($0[1])""# }
      ?? #","start_date":null,"end_date":null"#
    let more =
      switch query.state {
      case "SUCCESS":
        #","result_info":{"total_rows":\#(query.announced ?? query.rows.count),"results_url":""}"#
      case "FAILURE": #","error_info":{"status":500,"code":"QUERY_BAD","message":"no \"luck\""}"#
      default: ""
      }
    return """
      {"schedule_id":"\(query.id)","status_code":"\(query.state)",\
      "split_info":{"ds_accounts":[\(accounts)]\(dates)}\(more)}
      """
  }

  private static func answer(_ status: Int, _ body: String) -> [UInt8] {
    Array(
      """
      HTTP/1.1 \(status) OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\
      Connection: close\r\n\r\n\(body)
      """.utf8)
  }
}

/// A folder and a batch, and the program told to export it there.
struct BatchVisit {
  let server: BatchServer
  let folder: TemporaryFolder

  /// Makes a visit and ends it after the body.
  static func to<Result>(
    _ server: BatchServer, _ body: (BatchVisit) async throws -> Result
  ) async throws -> Result {
    let visit = BatchVisit(server: server, folder: try TemporaryFolder())
    defer {
      visit.server.stop()
      visit.folder.remove()
    }
    return try await body(visit)
  }

  /// Exports and waits for the end; `FILE` among the words stands for the folder and a slash.
  func export(_ words: String...) async throws -> Child.End {
    try await Program.end(
      ["export", BatchServer.target]
        + words.map { $0.replacing("FILE/", with: folder.path("")) },
      environment: server.environment)
  }

  func text(_ name: String) -> String? {
    folder.bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The queries that the list beside a file names, each with why.
  func missing(_ name: String) throws -> [String: String] {
    guard let bytes = folder.bytes(name + ".missing.json") else { return [:] }
    let list = try JSONValue(bytes)
    guard list["schema"]?.text == "querytop.missing/1" else { return [:] }
    return list["queries"]?.elements.reduce(into: [:]) { found, entry in
      found[entry["id"]?.text ?? ""] = entry["why"]?.text
    } ?? [:]
  }
}
