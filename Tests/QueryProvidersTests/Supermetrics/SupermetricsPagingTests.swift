import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import TestSupport
import Testing

struct SupermetricsPagingTests {
  private let target: Target
  private let credential: Credential
  private let base: BaseURL

  init() throws {
    target = try Target(parsing: "supermetrics:batch/qrb_1")
    credential = try Credential("api_key")
    base = try BaseURL(parsing: "https://api.example.com/v2")
  }

  private func poll(
    _ server: BatchServer, previous: TargetSnapshot? = nil
  ) async throws -> TargetSnapshot {
    let source = SupermetricsSource(base: base, credential: credential, transport: server)
    let outcome = try await source.poll(target, previous: previous)
    var snapshot = previous ?? TargetSnapshot(target: target)
    let answer = try outcome.result.get()
    snapshot.state = answer.state
    snapshot.detail = answer.detail
    return snapshot
  }

  private func rows(_ snapshot: TargetSnapshot) -> BatchRows {
    snapshot.detail.batch?.queries ?? []
  }

  private func settled(_ count: Int) -> [String] { Array(repeating: "SUCCESS", count: count) }

  @Test func `a batch of 1,000 is one request`() async throws {
    let server = BatchServer(.init(rows: settled(1000)))
    #expect(rows(try await poll(server)).count == 1000)
    #expect(server.takeOffsets() == [0])
  }

  @Test func `a larger batch is read page by page, every row once`() async throws {
    let server = BatchServer(.init(rows: settled(2500)))
    #expect(rows(try await poll(server)).map(\.id) == (0..<2500).map { "q\($0)" })
    #expect(server.takeOffsets() == [0, 1000, 2000])
  }

  @Test func `a server that gives shorter pages is read all the same`() async throws {
    let server = BatchServer(.init(rows: settled(250), cap: 100))
    #expect(rows(try await poll(server)).count == 250)
    #expect(server.takeOffsets() == [0, 100, 200])
  }

  @Test func `a server that pays no heed to the offset costs one request too many`() async throws {
    let server = BatchServer(.init(rows: settled(2500), heedsOffset: false))
    #expect(rows(try await poll(server)).map(\.id) == (0..<1000).map { "q\($0)" })
    #expect(server.takeOffsets() == [0, 1000])
  }

  @Test func `pages that have settled are not asked for again`() async throws {
    let server = BatchServer(.init(rows: settled(1500) + ["RUNNING"] + settled(999)))
    let first = try await poll(server)
    _ = server.takeOffsets()
    server.change { $0.rows[1500] = "FAILURE" }
    let second = try await poll(server, previous: first)
    #expect(server.takeOffsets() == [1500])
    #expect(rows(second)[1500].state == .failed)
    #expect(rows(second).count == 2500)
  }

  @Test func `with every row settled one row is read for the word`() async throws {
    let server = BatchServer(.init(rows: settled(2500)))
    let first = try await poll(server)
    _ = server.takeOffsets()
    let second = try await poll(server, previous: first)
    #expect(server.takeOffsets() == [2499])
    server.change { $0.word = "STOPPED" }
    #expect(try await poll(server, previous: second).state == .succeeded)
    #expect(server.takeOffsets() == [2499])
  }

  @Test(arguments: [
    (rows: 800, secondsApart: 1.0, offsets: [780, 792]), (800, 300, [780, 0]), (200, 1, [180, 0]),
  ])
  func `the end of a batch is proved by its counters, and by all its rows where that is not dear`(
    rows count: Int, secondsApart: Double, offsets: [Int]
  ) async throws {
    let server = BatchServer(
      .init(rows: settled(count - 20) + Array(repeating: "RUNNING", count: 20)))
    let source = SupermetricsSource(base: base, credential: credential, transport: server)
    var known = TargetSnapshot(target: target)
    for second in 0..<3 {
      let answer = try await source.poll(target, previous: known).result.get()
      known.apply(answer, at: Date(timeIntervalSince1970: Double(second) * secondsApart))
    }
    _ = server.takeOffsets()
    server.change {
      $0.rows = settled(count); $0.word = "STOPPED"
    }
    let answer = try await source.poll(target, previous: known).result.get()
    #expect(server.takeOffsets() == offsets)
    #expect(answer.state == .succeeded)
  }

  @Test func `a batch that has ended is read whole when it is asked about again`() async throws {
    let server = BatchServer(.init(rows: settled(799) + ["RUNNING"]))
    let first = try await poll(server)
    server.change {
      $0.rows[799] = "SUCCESS"; $0.word = "STOPPED"
    }
    let second = try await poll(server, previous: first)
    server.change {
      $0.rows.swapAt(3, 4); $0.rows[3] = "FAILURE"
    }
    _ = server.takeOffsets()
    #expect(rows(try await poll(server, previous: second))[3].state == .failed)
    #expect(server.takeOffsets() == [0])
  }

  @Test func `a row that changed behind a settled page is found by the counters`() async throws {
    let server = BatchServer(.init(rows: settled(2499) + ["RUNNING"]))
    let first = try await poll(server)
    _ = server.takeOffsets()
    server.change { $0.rows[3] = "FAILURE" }
    let second = try await poll(server, previous: first)
    #expect(server.takeOffsets() == [2499, 0, 1000, 2000])
    #expect(rows(second)[3].state == .failed)
  }

  @Test func `of a batch that grew the new rows are read`() async throws {
    let server = BatchServer(.init(rows: settled(1999) + ["RUNNING"]))
    let first = try await poll(server)
    _ = server.takeOffsets()
    server.change { $0.rows += ["QUEUED"] }
    #expect(rows(try await poll(server, previous: first)).count == 2001)
    #expect(server.takeOffsets() == [1999, 2000])
  }

  @Test func `of a large living batch only the rows where something goes on are read`()
    async throws
  {
    var words = settled(1000) + Array(repeating: "RUNNING", count: 30)
    words += Array(repeating: "QUEUED", count: 8970)
    let server = BatchServer(.init(rows: words))
    let first = try await poll(server)
    _ = server.takeOffsets()
    server.change { state in
      state.rows[1000] = "SUCCESS"
      state.rows[1030] = "RUNNING"
    }
    let second = try await poll(server, previous: first)
    #expect(server.takeOffsets() == [1000])
    #expect(rows(second)[1000].state == .succeeded && rows(second)[1030].state == .running)
  }

  @Test func `a row that starts out of order is found within a few polls`() async throws {
    let words = settled(10) + ["RUNNING"] + Array(repeating: "QUEUED", count: 6989)
    let server = BatchServer(.init(rows: words))
    var known = try await poll(server)
    server.change { $0.rows[5500] = "RUNNING" }
    var polls = 0
    while rows(known)[5500].state == .waiting, polls < 20 {
      _ = server.takeOffsets()
      server.change { $0.rows[20 + polls] = "SUCCESS" }
      known = try await poll(server, previous: known)
      #expect(server.takeOffsets().count <= 4)
      polls += 1
    }
    #expect(polls < 5)
  }

  @Test func `a straggler stretches no window, and its end is found by the counters`() async throws
  {
    var words = ["RUNNING"] + settled(400)
    words += Array(repeating: "RUNNING", count: 10) + Array(repeating: "QUEUED", count: 20)
    let server = BatchServer(.init(rows: words))
    var known = try await poll(server)
    known = try await poll(server, previous: known)
    #expect(server.takeOffsets() == [0, 401])
    server.change { $0.rows[0] = "FAILURE" }
    for _ in 0..<3 { known = try await poll(server, previous: known) }
    #expect(rows(known)[0].state == .failed)
    #expect(server.takeOffsets().count <= 5)
  }

  @Test func `an end is read to the last row`() async throws {
    let server = BatchServer(.init(rows: Array(repeating: "QUEUED", count: 5000)))
    let first = try await poll(server)
    server.change { state in
      state.rows = Array(repeating: "SUCCESS", count: 5000)
      state.word = "STOPPED"
    }
    let last = try await poll(server, previous: first)
    #expect(last.state == .succeeded)
    #expect(rows(last).allSatisfy { $0.state == .succeeded })
  }

  @Test func `counters come from the newest page`() async throws {
    let server = BatchServer(.init(rows: settled(10), counters: [5, 1, 3, 1]))
    let batch = try #require(try await poll(server).detail.batch)
    #expect(batch.progress == BatchProgress(queued: 5, running: 1, succeeded: 3, failed: 1))
  }

  @Test func `a server that sends the same page without end is left after the second`()
    async throws
  {
    let body = #"""
      {"meta":{"status_code":"RUNNING","paginate":{"total":999999999}},
      "data":[{"schedule_id":"a"}]}
      """#
    let transport = ScriptedTransport([
      "status": [.success(HTTPResponse(status: 200, body: Array(body.utf8)))]
    ])
    let source = SupermetricsSource(base: base, credential: credential, transport: transport)
    let outcome = try await source.poll(target, previous: nil)
    #expect(transport.requests.count == 2)
    #expect(try outcome.result.get().detail.batch?.queries.count == 1)
  }

  @Test(arguments: [501, 2501])
  func `rows unchanged are the version they were, and one that changed is the next`(count: Int)
    async throws
  {
    let server = BatchServer(.init(rows: settled(count - 1) + ["RUNNING"]))
    let first = try await poll(server)
    let second = try await poll(server, previous: first)
    #expect(rows(second).isSameVersion(as: rows(first)))
    server.change { $0.rows[count - 1] = "SUCCESS" }
    let third = try await poll(server, previous: second)
    #expect(!rows(third).isSameVersion(as: rows(first)))
    #expect(rows(third).changes(since: rows(first)) == [count - 1])
  }

  @Test func `a row read twice is kept once, and is no change`() throws {
    let known: BatchRows = [
      BatchQuery(id: "a", state: .succeeded), BatchQuery(id: "b", state: .succeeded),
    ]
    var pages = SupermetricsBatchPages(known: known)
    let rows = ["a", "a", "b"].map { #"{"schedule_id":"\#($0)","status_code":"SUCCESS"}"# }
    let body = #"{"data":[\#(rows.joined(separator: ","))]}"#
    pages.apply(try SupermetricsBatchResponse(decoding: Array(body.utf8)), at: 0)
    #expect(pages.rows.map(\.id) == ["a", "a", "b"])
    #expect(pages.uniqueRows().isSameVersion(as: known))
  }

  @Test func `of a batch without end the first 100,000 rows are kept`() throws {
    let known = BatchRows(repeatElement(BatchQuery(id: "a", state: .running), count: 99_999))
    var pages = SupermetricsBatchPages(known: known)
    let body = #"{"data":[{"schedule_id":"b"},{"schedule_id":"c"},{"schedule_id":"d"}]}"#
    pages.apply(try SupermetricsBatchResponse(decoding: Array(body.utf8)), at: 99_998)
    #expect(pages.rows.suffix(2).map(\.id) == ["b", "c"])
    #expect(pages.rows.count == 100_000)
  }
}
