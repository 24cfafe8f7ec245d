import Foundation
import QueryCore
import TestSupport
import Testing

@testable import QueryReports

struct DocumentTests {
  private func parsed(_ json: JSONText) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(json.line.utf8)) as? [String: Any])
  }

  private func status(_ target: TargetSnapshot) -> String {
    StatusDocument.json([target], schema: StatusDocument.statusSchema, now: SampleBatch.now).line
  }

  @Test func `status of a batch has exactly the documented keys, in order`() {
    #expect(
      status(SampleBatch().snapshot) == """
        {"schema":"querytop.status/1","targets":[{"target":"supermetrics:batch/qrb_3feb5ff5c71e",\
        "state":"running","provider_status":"RUNNING",\
        "progress":{"queued":251,"running":48,"succeeded":451,"failed":50,"total":800},\
        "fraction":0.62625,"workflow":{"scheduled":72,"running":20},\
        "confirmed":true,"complete":true,"missing":[],"doubts":[],"verdict":"So far 40 of 50 failures are 2 accounts, 103-221-3039 and 111-277-3143, on every day: fix the access first; \
        the other 10 are QUERY_DATA_SOURCE_TIMEOUT, all on 2026-09-18: worth running again.","error":null,\
        "observed_at":"2026-10-03T12:39:12Z"}]}
        """)
  }

  @Test func `what is absent is null`() {
    let target = TargetSnapshot(target: sampleTarget("supermetrics:query/abc"))
    #expect(
      status(target).hasSuffix(
        #""state":null,"provider_status":null,"progress":null,"fraction":null,"workflow":null,"confirmed":false,"complete":true,"missing":[],"doubts":[],"verdict":null,"error":null,"observed_at":null}]}"#
      ))
  }

  @Test func `a poll that failed is the error, with a code to branch on`() throws {
    var target = SampleBatch().snapshot
    target.problem = .unreachable("connection refused")
    let document = try parsed(
      StatusDocument.json([target], schema: StatusDocument.waitSchema, now: SampleBatch.now))
    let first = try #require((document["targets"] as? [[String: Any]])?.first)
    let error = try #require(first["error"] as? [String: Any])
    #expect(error["code"] as? String == "unreachable")
    #expect(first["state"] as? String == "running")
  }

  @Test func `a batch that runs failures of another again says of which, and no other does`() {
    let target = SampleBatch().snapshot
    let other = sampleTarget("supermetrics:batch/qrb_first")
    let line = StatusDocument.json(
      [target], schema: StatusDocument.statusSchema, now: SampleBatch.now,
      ancestors: [target.target: other]
    ).line
    #expect(line.hasSuffix(#""rerun_of":"supermetrics:batch/qrb_first"}]}"#), "\(line)")
    #expect(!status(target).contains("rerun_of"))
  }

  @Test func `a plan to hand over names what failed and why nothing was sent`() throws {
    let batch = try parsed(RerunDraft.handedOver(SampleBatch().snapshot, because: "no way"))
    #expect(batch["failed"] as? Int == 50 && batch["requests"] as? Int == 0)
    #expect((batch["queries"] as? [Any])?.count == 50)
    #expect(batch["notes"] as? [String] == ["no way"] && batch["body"] is NSNull)
    let single = TargetSnapshot(target: sampleTarget("toolkit:job/j1"), state: .failed)
    let plan = try parsed(RerunDraft.handedOver(single, because: "no way"))
    let queries = try #require(plan["queries"] as? [[String: Any]])
    #expect(queries.map { $0["id"] as? String } == ["j1"])
    #expect(plan["target"] as? String == "toolkit:job/j1" && plan["failed"] as? Int == 1)
  }

  @Test func `progress of a job and of a query's parts is a fraction, and a word for people`() {
    for (detail, json, word) in [
      (QueryDetail(percent: 45), #""fraction":0.45,"#, "45 %"),
      (QueryDetail(partsReady: 3, partsTotal: 4), #""fraction":0.75,"#, "3 of 4"),
      (QueryDetail(partsReady: 9, partsTotal: 4), #""fraction":1.0,"#, "9 of 4"),
      (QueryDetail(percent: 130), #""fraction":1.0,"#, "130 %"),
      (QueryDetail(partsReady: 0, partsTotal: 0), #""fraction":null,"#, "-"),
    ] {
      var target = TargetSnapshot(target: sampleTarget("toolkit:job/j"), state: .running)
      target.detail = .query(detail)
      target.observedAt = SampleBatch.now
      #expect(status(target).contains(json))
      #expect(PlainTable.lines([target], now: SampleBatch.now)[1].contains("  \(word)  "))
    }
  }

  @Test func `the table says why a query failed`() {
    var target = TargetSnapshot(target: sampleTarget("toolkit:job/j"), state: .failed)
    target.observedAt = SampleBatch.now
    for (failure, words) in [
      (QueryFailure(code: "QUERY_TIMEOUT", message: "too\u{1B}[2J long"), "  QUERY_TIMEOUT: too"),
      (QueryFailure(description: "d"), "  d"), (QueryFailure(status: 500), "  no reason given"),
    ] {
      target.failure = failure
      let line = PlainTable.lines([target], now: SampleBatch.now)[2]
      #expect(line.hasPrefix(words) && !line.contains("\u{1B}"))
    }
  }

  @Test func `an error keeps the status that came`() {
    var target = TargetSnapshot(target: sampleTarget("supermetrics:query/abc"))
    target.problem = PollProblem.unauthorized(QueryFailure(code: "API_KEY_INVALID")).withStatus(500)
    #expect(status(target).contains(#""code":"API_KEY_INVALID""#))
    #expect(status(target).contains(#""status":500"#))
  }

  @Test func `what is doubted, missing and not confirmed is told in words of its own`() {
    var target = TargetSnapshot(target: sampleTarget("supermetrics:query/abc"), state: .failed)
    target.evidence = .oneError
    target.missing = [MissingPart("rows", announced: 2500, came: 1500)]
    target.doubts = ["counters say 26 failed, rows 24"]
    #expect(
      status(target).contains(
        #""confirmed":false,"complete":false,"missing":[{"what":"rows","announced":2500,"came":1500}],"doubts":["counters say 26 failed, rows 24"],"#
      ))
  }

  @Test func `a word outside the contract is unknown to scripts, and kept beside`() {
    var target = TargetSnapshot(
      target: sampleTarget("supermetrics:query/abc"), state: .unknown("PARKED"))
    target.providerStatus = "PARKED"
    target.observedAt = SampleBatch.now
    #expect(status(target).contains(#""state":"unknown","provider_status":"PARKED""#))
  }

  @Test func `an event has exactly the documented keys, in order`() {
    let change = StateChange(
      7, of: SampleBatch.target, child: "q1", from: .running, to: .failed,
      observedAt: SampleBatch.now)
    #expect(
      EventDocument.json(change.caused(by: QueryFailure(code: "X"), requestID: "r")).line == """
        {"schema":"querytop.event/1","sequence":7,"target":"supermetrics:batch/qrb_3feb5ff5c71e",\
        "child":"q1","from":"running","to":"failed","confirmed":true,\
        "observed_at":"2026-10-03T12:39:12Z","provider_at":null,"cause":"X","request_id":"r"}
        """)
  }

  @Test func `failures hold causes and queries`() throws {
    let report = FailureReport(SampleBatch().snapshot)
    let document = try parsed(report.json)
    #expect(document["schema"] as? String == "querytop.failures/2")
    let causes = try #require(document["causes"] as? [[String: Any]])
    #expect(causes.compactMap { $0["count"] as? Int } == [40, 10])
    #expect(
      Set(causes[0].keys)
        == [
          "code", "message", "count", "retry", "accounts", "dates", "queries", "account_counts",
          "day_counts", "example", "first_seen", "last_seen",
        ])
    #expect((document["verdict"] as? String)?.hasPrefix("So far 40 of 50 failures are") == true)
    let queries = try #require(document["queries"] as? [[String: Any]])
    #expect(queries.count == 50)
    #expect(
      Set(queries[0].keys) == ["id", "state", "accounts", "start_date", "end_date", "error"])
  }

  @Test func `a failed query by itself is a report of one`() {
    var target = TargetSnapshot(target: sampleTarget("supermetrics:query/abc"), state: .failed)
    target.failure = QueryFailure(code: "X", message: "no")
    let report = FailureReport(target)
    #expect(report.causes.map(\.code) == ["X"] && report.queries.map(\.id) == ["abc"])
  }

  @Test func `hostile text in JSON is one line of visible characters that reads back the same`()
    throws
  {
    let hostile = "\u{1B}[31m\u{9B}2J\u{202E}\u{2028}\r\n\t\"\\\u{0}\u{E000}é漢👍\u{FEFF}"
    let line = JSONText.object(["a": .string(hostile)]).line
    #expect(line.unicodeScalars.allSatisfy { !$0.isUnseen })
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(read?["a"] == hostile)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("=1+1", "'=1+1"), ("@x", "'@x"), ("-12.5", "-12.5"), ("+3", "+3"), ("-12.5.1", "'-12.5.1"),
    ("-cmd", "'-cmd"), ("\t=1", "' =1"), ("＝1", "'＝1"), ("a\r\nb", "a  b"), ("\u{1B}[2J", " [2J"),
    ("", ""), ("-", "'-"), (" =1+1", "' =1+1"), ("  -12.5", "'  -12.5"), (" plain", " plain"),
  ])
  func `a field of CSV is safe in a spreadsheet and on a terminal`(text: String, field: String) {
    #expect(CSVText.lines([[text]]) == [field])
  }

  @Test func `tables for people hold no escape byte`() {
    var target = SampleBatch().snapshot
    target.detail = .batch(
      BatchDetail(
        progress: BatchProgress(queued: 0, running: 0, succeeded: 0, failed: 1),
        queries: [
          BatchQuery(
            id: "q", state: .failed, failure: QueryFailure(code: "\u{1B}[1m", message: "\u{9B}x"))
        ]))
    let report = FailureReport(target)
    let text = (report.causeLines() + report.queryLines() + report.causeRecords).joined()
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
  }
}
