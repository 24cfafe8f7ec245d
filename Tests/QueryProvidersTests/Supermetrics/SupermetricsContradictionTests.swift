import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import Testing

/// Batches whose word, counters and rows contradict each other: the worse decides, and both are told.
struct SupermetricsContradictionTests {
  private func poll(
    _ rows: [String], _ word: String = "STOPPED", counters: [Int]? = nil, total: Int? = nil,
    spoilt: (offset: Int, answer: HTTPResponse)? = nil, known: TargetSnapshot? = nil
  ) async throws -> PollAnswer {
    let server = BatchServer(
      .init(rows: rows, word: word, counters: counters, total: total, spoilt: spoilt))
    let source = SupermetricsSource(
      base: try BaseURL(parsing: "https://api.example.com"), credential: try Credential("k"),
      transport: server)
    let target = try Target(parsing: "supermetrics:batch/b")
    return try await source.poll(target, previous: known).result.get()
  }

  private func rows(_ success: Int, _ failure: Int = 0, _ running: Int = 0) -> [String] {
    Array(repeating: "SUCCESS", count: success) + Array(repeating: "FAILURE", count: failure)
      + Array(repeating: "RUNNING", count: running)
  }

  @Test(arguments: [[0, 0, 10, 0], [0, 0, 9, 1], [0, 0, 7, 3]])
  func `failures that either side knows make the batch failed`(counters: [Int]) async throws {
    let answer = try await poll(rows(8, 2), counters: counters)
    #expect(answer.state == .failed)
    #expect(answer.doubts == ["counters say \(counters[3]) failed, rows 2"])
    #expect(answer.missing.isEmpty)
  }

  @Test func `failures that the counters alone know make it failed`() async throws {
    let answer = try await poll(rows(10), counters: [0, 0, 8, 2])
    #expect(answer.state == .failed && answer.doubts == ["counters say 2 failed, rows 0"])
  }

  @Test func `sides that agree leave no doubt`() async throws {
    let answer = try await poll(rows(8, 2))
    #expect(answer.state == .failed && answer.doubts.isEmpty && !answer.isUnfinished)
  }

  @Test(arguments: ["STOPPED", "SUCCESS", "COMPLETED"])
  func `a row stopped or of a word nobody knows keeps a batch from having succeeded`(
    word: String
  ) async throws {
    let stopped = try await poll(rows(9) + ["STOPPED"], word, counters: [0, 0, 10, 0])
    #expect(stopped.state == .stopped)
    let odd = try await poll(rows(9) + ["HIBERNATING"], word, counters: [0, 0, 10, 0])
    #expect(odd.state == .unknown("HIBERNATING"))
  }

  @Test func `a batch that has ended while rows have not names them and is no end yet`()
    async throws
  {
    let answer = try await poll(rows(8, 0, 2), counters: [0, 0, 10, 0])
    #expect(answer.state == .running && answer.isUnfinished)
    #expect(answer.doubts.last == "the batch has ended, 2 of its rows have not: q8, q9")
  }

  @Test func `rows announced that never came are counted`() async throws {
    let answer = try await poll(rows(1500), counters: [0, 0, 2500, 0], total: 2500)
    #expect(answer.missing == [MissingPart("rows", announced: 2500, came: 1500)])
    #expect(answer.missing.map(\.sentence) == ["1,000 of 2,500 rows never came"])
    #expect(answer.isUnfinished)
  }

  @Test(arguments: [
    HTTPResponse(status: 500), HTTPResponse(status: 200, body: Array("<html>".utf8)),
    HTTPResponse(status: 200), HTTPResponse(status: 400),
  ])
  func `a bad page hides nothing but its own rows`(page: HTTPResponse) async throws {
    let answer = try await poll(
      rows(2000, 500), "RUNNING", counters: [0, 0, 2000, 500], spoilt: (1000, page))
    #expect(answer.state == .running && answer.detail.batch?.progress.failed == 500)
    #expect(answer.detail.batch?.queries.count == 1000)
    #expect(answer.missing == [MissingPart("rows", announced: 2500, came: 1000)])
    #expect(answer.doubts.first?.hasPrefix("the rows from 1,001 on could not be read") == true)
  }

  @Test func `a page that breaks off leaves counters and the other rows`() async throws {
    let body = #"{"meta":{"status_code":"RUNNING"},"data":[{"schedule_id":"x","#
    let answer = try await poll(
      rows(2000, 500), "RUNNING", counters: [0, 0, 2000, 500],
      spoilt: (1000, HTTPResponse(status: 200, body: Array(body.utf8))))
    #expect(answer.detail.batch?.progress.failed == 500)
    #expect(answer.detail.batch?.queries.count == 1000 && answer.missing.first?.came == 1000)
    #expect(!answer.doubts.isEmpty)
  }

  @Test(arguments: [401, 403, 404, 429])
  func `a refusal of a later page is one of the source or the batch`(status: Int) async throws {
    await #expect(throws: PollProblem.self) {
      try await poll(
        rows(2000), "RUNNING", spoilt: (1000, HTTPResponse(status: status)))
    }
  }

  @Test func `rows known before a bad page are kept`() async throws {
    var known = TargetSnapshot(target: try Target(parsing: "supermetrics:batch/b"))
    known.apply(try await poll(rows(1000, 0, 1500), "RUNNING"), at: Date(timeIntervalSince1970: 0))
    let answer = try await poll(
      rows(1200, 0, 1300), "RUNNING", spoilt: (1000, HTTPResponse(status: 200)), known: known)
    #expect(answer.detail.batch?.queries.count == 2500)
  }

  @Test func `an ended batch is given ten minutes to agree with its rows, then it is given up`()
    async throws
  {
    var known = TargetSnapshot(target: try Target(parsing: "supermetrics:batch/b"))
    let answer = try await poll(rows(8, 1, 1), counters: [0, 0, 9, 1])
    for (seconds, isSettled) in [(0.0, false), (300, false), (599, false), (600, true)] {
      known.apply(answer, at: Date(timeIntervalSince1970: seconds))
      #expect(known.isSettled == isSettled)
      #expect(known.state == .failed)
    }
    var late = TargetSnapshot(target: known.target)
    late.apply(answer, at: Date(timeIntervalSince1970: 0))
    late.apply(try await poll(rows(9, 1)), at: Date(timeIntervalSince1970: 60))
    #expect(late.isSettled && late.doubts.isEmpty && late.unfinishedSince == nil)
  }

  @Test(arguments: [("b", true), ("other", false)])
  func `a batch that ended with rows that have not is asked whether it was cancelled`(
    id: String, isCancelled: Bool
  ) async throws {
    let server = BatchServer(
      BatchServer.State(rows: ["SUCCESS", "QUEUED"], word: "STOPPED", cancelledID: id))
    let source = SupermetricsSource(
      base: try BaseURL(parsing: "https://api.example/v2"), credential: try Credential("some-key"),
      transport: server)
    let outcome = try await source.poll(
      try Target(parsing: "supermetrics:batch/b"), previous: nil)
    let answer = try outcome.result.get()
    #expect(answer.state == .stopped && answer.isUnfinished == !isCancelled)
    #expect(answer.doubts.isEmpty == isCancelled && outcome.requests == 2)
  }

  @Test func `a batch that was cancelled is not waited for`() async throws {
    let body = #"""
      {"meta":{"status_code":"STOPPED","cancel_time":"2026-10-03T12:00:00Z",
      "progress":{"queued":1,"running":0,"success":1,"failure":0}},
      "data":[{"schedule_id":"a","status_code":"SUCCESS"},{"schedule_id":"b","status_code":"QUEUED"}]}
      """#
    let answer = try await poll(
      [], spoilt: (0, HTTPResponse(status: 200, body: Array(body.utf8))))
    #expect(answer.state == .stopped && !answer.isUnfinished)
  }
}
