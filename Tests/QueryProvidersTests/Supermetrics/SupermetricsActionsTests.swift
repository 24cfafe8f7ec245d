import QueryCore
import QueryHTTP
import TestSupport
import Testing

@testable import QueryProviders

@Suite("What Supermetrics is had done") struct SupermetricsActionsTests {
  private let batch = sampleTarget("prod:batch/qrb_3feb5ff5c71e")

  private func actions(_ transport: ScriptedTransport) throws -> any ActionSource {
    let source = SupermetricsSource(
      SourceConnection(
        name: "prod", base: try BaseURL(parsing: "https://api.example/v2"),
        authentication: .bearer(try Credential("some-key")), transport: transport))
    return try #require(source.actions)
  }

  private func outcome(
    of answer: ScriptedTransport.Answer, cancelling: Bool = false
  ) async throws -> ActionOutcome {
    let transport = ScriptedTransport(["/query/batch": [answer]])
    let actions = try actions(transport)
    let report =
      cancelling ? try await actions.cancel(batch) : try await actions.submit(Array("{}".utf8))
    #expect(transport.requests.count == 1)
    return report.outcome
  }

  private func response(_ status: Int, _ body: String) -> ScriptedTransport.Answer {
    .success(HTTPResponse(status: status, body: Array(body.utf8)))
  }

  private static let made =
    #"{"meta":{"request_id":"r1"},"data":{"@type":"query_batch","batch_id":"qrb_new","status_code":"QUEUED","query_amount":26}}"#

  @Test func `posts the body as it is, with the key in its header`() async throws {
    let transport = ScriptedTransport(["/query/batch": [response(201, Self.made)]])
    let report = try await actions(transport).submit(Array(#"{"queries": []}"#.utf8))
    #expect(report.outcome == .done(sampleTarget("prod:batch/qrb_new"), queries: 26))
    let request = try #require(transport.requests.first)
    #expect(request.method == .post && request.url == "https://api.example/v2/query/batch")
    #expect(request.body == Array(#"{"queries": []}"#.utf8) && request.authentication != nil)
  }

  @Test func `deletes a batch`() async throws {
    let transport = ScriptedTransport(["/query/batch": [response(200, "")]])
    let report = try await actions(transport).cancel(batch)
    #expect(report.outcome == .done(batch, queries: nil))
    let request = try #require(transport.requests.first)
    #expect(request.method == .delete && request.body == nil)
    #expect(request.url == "https://api.example/v2/query/batch/qrb_3feb5ff5c71e")
  }

  @Test(arguments: [
    (400, #"{"error":{"code":"BAD_REQUEST","message":"no"}}"#),
    (401, #"{"error":{"code":"API_KEY_INVALID","message":"no"}}"#),
    (403, #"{"title":"no","status":403,"detail":"because"}"#), (404, ""), (422, "whatever"),
    (429, #"{"error":{"code":"TOO_MANY_REQUESTS","message":"no"}}"#), (302, ""),
    (500, #"{"error":{"code":"INTERNAL_SERVER_ERROR","message":"no"}}"#),
    (503, #"{"error":{"code":"SERVICE_UNAVAILABLE","message":"no"}}"#),
    (200, #"{"error":{"code":"ACCESS_DENIED_PERMISSIONS","message":"no"}}"#),
  ])
  func `is refused by an answer that says so, which is kept whole`(status: Int, body: String)
    async throws
  {
    guard case .refused(_, let answer) = try await outcome(of: response(status, body)) else {
      Issue.record("not refused")
      return
    }
    #expect(answer.status == status && answer.body == body)
  }

  @Test(arguments: [
    (502, "<html>"), (504, #"{"error":{"code":"GATEWAY_TIMEOUT","message":"no"}}"#), (500, ""),
    (503, "<html>"), (201, ""), (201, "{}"), (201, #"{"data":{"batch_id":"../x"}}"#),
    (201, "{\"da"),
  ])
  func `may have been done where the answer does not tell`(status: Int, body: String) async throws {
    guard case .mayHaveBeenDone(_, let answer) = try await outcome(of: response(status, body))
    else {
      Issue.record("taken for something else")
      return
    }
    #expect(answer?.status == status && answer?.body == body)
  }

  @Test(arguments: [
    TransportError.timedOut, .unreachable("connection closed"), .malformed("x"),
    .tooLarge(limit: 1 << 20),
  ])
  func `may have been done where no answer came`(error: TransportError) async throws {
    #expect(
      try await outcome(of: .failure(error)) == .mayHaveBeenDone(reason: error.description, nil))
  }

  @Test(arguments: [TransportError.notSent("connection refused"), .insecure])
  func `was not sent where there was no connection`(error: TransportError) async throws {
    let outcome = try await outcome(of: .failure(error))
    #expect(outcome == .notSent(.unreachable(error.description)))
  }

  @Test func `takes an answer about another batch for none`() async throws {
    let other = response(200, #"{"data":{"batch_id":"qrb_other"}}"#)
    guard case .mayHaveBeenDone = try await outcome(of: other, cancelling: true) else {
      Issue.record("taken for something else")
      return
    }
  }
}

@Suite("The request of a batch") struct SupermetricsBatchRequestTests {
  private func plan(
    _ queries: [(Int, [String], String?, String?)]
  ) throws -> RerunPlan {
    let rows = BatchRows(
      queries.enumerated().map { place, query in
        BatchQuery(
          id: "q\(place)", state: .failed, accounts: query.1, startDate: query.2,
          endDate: query.3 ?? query.2)
      })
    var outlines = Array(repeating: RequestOutline.Query(accounts: ["-"]), count: 3)
    for query in queries { outlines[query.0] = RequestOutline.Query(accounts: query.1) }
    return try RerunPlan(
      Array(rows.indices), of: rows,
      by: RequestOutline(queries: outlines, splitsAccounts: false, splitsDays: false))
  }

  private func body(
    _ text: String, _ queries: [(Int, [String], String?, String?)]
  ) throws -> String {
    let request = try SupermetricsBatchRequest(Array(text.utf8))
    return String(decoding: request.body(of: try plan(queries)), as: UTF8.self)
  }

  @Test func `stays byte for byte but for accounts and dates`() throws {
    let text = """
      { "big": 12345678901234567890.10e+05, "queries" : [ {"x":1.0,"ds_accounts":["a", "b"] ,
        "start_date":"2026-11-01","end_date" :"2026-11-30", "ünïcode": "\\u00e9\\/", "n": -0.50} ],
        "split_accounts_policy":"all" , "later": null }

      """
    let made = try body(text, [(0, ["b"], "2026-11-04", "2026-11-06")])
    #expect(
      made == """
        { "big": 12345678901234567890.10e+05, "queries" : [{"x":1.0,"ds_accounts":["b"] ,
          "start_date":"2026-11-04","end_date" :"2026-11-06", "ünïcode": "\\u00e9\\/", "n": -0.50}],
          "split_accounts_policy":"all" , "later": null }

        """)
  }

  @Test func `gets the members it lacks, and keeps one account a text`() throws {
    #expect(
      try body(
        #"{"queries":[{"ds_id":"FA"},{"ds_accounts":"a"},{}]}"#,
        [
          (0, ["x\"y"], "2026-11-04", nil), (1, ["a"], "2026-11-05", nil), (2, ["c"], nil, nil),
        ])
        == #"{"queries":[{"ds_id":"FA","ds_accounts":["x\"y"],"start_date":"2026-11-04","end_date":"2026-11-04"},"#
        + #"{"ds_accounts":"a","start_date":"2026-11-05","end_date":"2026-11-05"},{"ds_accounts":["c"]}]}"#
    )
  }

  @Test func `has relative dates give way to those filled in`() throws {
    let text = #"{"queries":[{"date_range_type":"last_7_days","ds_accounts":"a"}]}"#
    #expect(try SupermetricsBatchRequest(Array(text.utf8)).hasDateRangeType)
    #expect(
      try body(text, [(0, ["a"], "2026-11-05", nil)])
        == #"{"queries":[{"date_range_type":"custom","ds_accounts":"a","start_date":"2026-11-05","end_date":"2026-11-05"}]}"#
    )
  }

  @Test func `tells accounts, days and policies`() throws {
    let text = #"""
      {"split_dates_policy":"day","split_accounts_policy":"none","queries":[
      {"ds_accounts":"a, b","start_date":"2026-11-01","end_date":"2026-11-03"},
      {"ds_accounts":{"filter":1},"start_date":"yesterday","end_date":"today"},
      {"ds_accounts":"list.all_accounts"},"saved_query_id"]}
      """#
    let outline = try SupermetricsBatchRequest(Array(text.utf8)).outline
    #expect(outline.splitsDays && !outline.splitsAccounts)
    #expect(outline.queries.map(\.accounts) == [["a", "b"], nil, nil, nil])
    #expect(outline.queries.map { $0.days?.count } == [3, nil, nil, nil])
    #expect(outline.queries.map { $0.obstacle == nil } == [true, true, true, false])
  }

  @Test(arguments: [
    ("", "it is not JSON"), ("[]", "it is no object"), ("{}", "no list"),
    (#"{"queries":{}}"#, "no list"), (#"{"queries":[],"queries":[]}"#, "a key twice"),
    (#"{"queries":[],"api_key":"x"}"#, "credential in \"api_key\""),
    (#"{"queries":[{"API_KEY":"x"}]}"#, "credential in \"API_KEY\""),
    (#"{"queries":[}"#, "it is not JSON"), (#"{"queries":[]} x"#, "it is not JSON"),
  ])
  func `is refused where it is none, or holds a credential`(text: String, reason: String) {
    let error = #expect(throws: RequestFileProblem.self) {
      try SupermetricsBatchRequest(Array(text.utf8))
    }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }
}
