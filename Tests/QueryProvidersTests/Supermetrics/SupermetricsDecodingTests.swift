import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import Testing

struct SupermetricsDecodingTests {
  private func batch(_ text: String) throws -> SupermetricsBatchResponse {
    try SupermetricsBatchResponse(decoding: Array(text.utf8))
  }

  private func query(_ text: String) throws -> SupermetricsQueryResponse {
    try SupermetricsQueryResponse(decoding: Array(text.utf8))
  }

  @Test func `a page's head is read`() throws {
    let page = try SupermetricsBatchResponse(
      decoding: Fixture.bytes("supermetrics/batch-running.json"))
    #expect(page.requestID == "BXaEFVtjc7TXaJxgZhmFgSUD9edqq_CN")
    #expect(page.statusCode == "RUNNING")
    #expect(page.counters == .init(queued: 1, running: 1, success: 1, failure: 1))
    #expect(page.total == 4)
  }

  @Test func `a failed row keeps everything the provider said`() throws {
    let page = try SupermetricsBatchResponse(
      decoding: Fixture.bytes("supermetrics/batch-running.json"))
    let row = try #require(page.rows.dropFirst().first)
    #expect(row.id == "qrb_3feb5ff5c71e_query_2")
    #expect(row.state == .failed)
    #expect(row.accounts == ["9876543210"])
    #expect(row.startDate == "2026-10-01")
    #expect(row.elapsed(at: .distantFuture) == .seconds(4))
    #expect(
      row.failure
        == QueryFailure(
          code: "QUERY_ACCOUNT_UNAVAILABLE", message: "Account 9876543210 is not available",
          description: "The user has no permission for the account “Acme 🚀”.", status: 500))
  }

  @Test func `a row that succeeded says how many rows and where`() throws {
    let page = try SupermetricsBatchResponse(
      decoding: Fixture.bytes("supermetrics/batch-running.json"))
    let row = try #require(page.rows.first)
    #expect(row.resultRows == 1204)
  }

  @Test func `wrong types, other places and missing fields are lived with`() throws {
    let page = try SupermetricsBatchResponse(
      decoding: Fixture.bytes("supermetrics/batch-odd.json"), firstRow: 10)
    #expect(page.requestID == "outside-meta")
    #expect(page.counters == .init(queued: 2, running: 0, success: 1, failure: 0))
    #expect(page.rows.map(\.id) == ["17", "#12", "x"])
    #expect(
      page.rows.map(\.state) == [.failed, .waiting, .unknown("no status")])
    #expect(page.rows.map(\.accounts) == [["42"], ["a", "7", "true"], []])
    #expect(page.rows.map(\.resultRows) == [nil, 12, nil])
    #expect(
      page.rows.map(\.failure) == [
        nil, QueryFailure(code: "QUERY_TIMEOUT"), QueryFailure(description: "gone wrong"),
      ])
  }

  @Test func `a status said twice makes the answer unreadable`() {
    #expect(throws: JSONError.self) {
      try batch(#"{"meta":{"status_code":"RUNNING","status_code":"STOPPED"}}"#)
    }
  }

  @Test func `counters too large to add up are held down`() throws {
    let page = try batch(
      #"""
      {"meta":{"progress":{"queued":9223372036854775807,"running":1e18,"success":-1e300},
      "paginate":{"total":9223372036854775807}}}
      """#
    )
    #expect(page.counters?.queued == 1_000_000_000)
    #expect(page.counters?.success == 0)
    #expect(page.total == 1_000_000_000)
  }

  @Test(arguments: ["[]", "3", "\"x\"", "", "<html></html>", "{\"meta\":{}} x"])
  func `what is no JSON object is unreadable`(text: String) {
    #expect(throws: JSONError.self) { try batch(text) }
    #expect(throws: JSONError.self) { try query(text) }
  }

  @Test func `a running query tells its parts and the queue`() throws {
    let answer = try SupermetricsQueryResponse(
      decoding: Fixture.bytes("supermetrics/query-running.json"))
    #expect(answer.statusCode == "RUNNING")
    #expect(answer.partsReady == 3 && answer.partsTotal == 8)
    let now = Date(timeIntervalSince1970: 5)
    #expect(answer.workflow(at: now) == WorkflowQueue(scheduled: 45, running: 10, sampledAt: now))
  }

  @Test func `an answer without queue numbers has no queue`() throws {
    #expect(try query(#"{"meta":{"workflow":{}}}"#).workflow(at: .distantPast) == nil)
  }

  @Test(
    arguments: [
      (
        #"{"meta":{"request_id":"r"},"error":{"code":"A_B","message":"m","description":"d"}}"#,
        QueryFailure(code: "A_B", message: "m", description: "d", requestID: "r")
      ),
      (#"{"error":"STATUS_NOT_FOUND"}"#, QueryFailure(code: "STATUS_NOT_FOUND")),
      (#"{"error":"It broke"}"#, QueryFailure(message: "It broke")),
      (#"{"error":{"detail":"why"}}"#, QueryFailure(description: "why")),
      (
        #"{"type":"about:blank","title":"Not Found","status":404,"detail":"No batch"}"#,
        QueryFailure(message: "Not Found", description: "No batch", status: 404)
      ),
      (#"{"error":{"status":"500","code":7}}"#, QueryFailure(code: "7", status: 500)),
      (
        #"{"meta":{"request_id":"r","error":"It broke"}}"#,
        QueryFailure(message: "It broke", requestID: "r")
      ),
      (
        #"{"meta":{"error":{"code":"A_B","message":"m"},"request_id":"r"},"data":[]}"#,
        QueryFailure(code: "A_B", message: "m", requestID: "r")
      ),
      (
        #"{"detail":[{"loc":["path","job_id"],"msg":"too long","type":"x"},{"msg":"and odd"}]}"#,
        QueryFailure(description: "path.job_id: too long; and odd")
      ),
      (#"{"detail":["one","two"]}"#, QueryFailure(description: "one; two")),
      (#"{"detail":[]}"#, nil), (#"{"detail":[{"loc":[]}]}"#, nil),
      (#"{"error":{}}"#, nil), (#"{"error":null}"#, nil), (#"{"error":[]}"#, nil), ("{}", nil),
      ("", nil), ("<html>502</html>", nil), (#"{"error":{"code":"A""#, nil),
    ] as [(String, QueryFailure?)])
  func `every known shape of an error body is understood`(text: String, expected: QueryFailure?) {
    #expect(ErrorBody.decode(Array(text.utf8)) == expected)
  }

  @Test func `long messages are cut`() {
    let body = #"{"error":{"message":""# + String(repeating: "é", count: 100_000) + #""}}"#
    #expect(ErrorBody.decode(Array(body.utf8))?.message?.utf8.count == 4096)
  }

  @Test func `rows beyond those asked for are skipped`() throws {
    let rows = Array(repeating: "{}", count: 1500).joined(separator: ",")
    let page = try batch(#"{"data":[\#(rows)],"meta":{"status_code":"RUNNING"}}"#)
    #expect(page.rows.count == 1000)
    #expect(page.statusCode == "RUNNING")
  }

  @Test func `of a row's accounts the first hundred are kept`() throws {
    let accounts = Array(repeating: "7", count: 101).joined(separator: ",")
    let page = try batch(#"{"data":[{"split_info":{"ds_accounts":[\#(accounts)]}}]}"#)
    #expect(page.rows.first?.accounts.count == 100)
  }
}
