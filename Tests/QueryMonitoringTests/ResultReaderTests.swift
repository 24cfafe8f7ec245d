import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryScheduling
import ResultTables
import Synchronization
import TestSupport
import Testing

struct ResultReaderTests {
  private let clock = ManualClock()

  private func reader(_ results: ScriptedResults) -> ResultReader {
    let random = Randomness(FixedGenerator(0))
    let gate = RequestScheduler(clock: clock, now: { [clock] in clock.date }, random: random)
    return ResultReader(results, gate: gate, clock: clock, random: random)
  }

  /// Every row read, in order, and how the reading ended.
  private func read(
    _ results: ScriptedResults, from first: Int = 0
  ) async throws -> (rows: [String], reading: ResultReading) {
    var rows: [String] = []
    let reading = try await reader(results).read(from: first, pageRows: 10) { page, row in
      #expect(row == first + rows.count)
      rows += (0..<page.page.rowCount).map { page.page.text(row: $0, column: 0) }
      return true
    }
    return (rows, reading)
  }

  private func numbers(_ range: Range<Int>) -> [String] { range.map { "\($0)" } }

  /// Moves time on whenever somebody sleeps, while `body` runs.
  private func passing(_ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while !Task.isCancelled {
          await clock.sleepers(1)
          clock.advance(by: .seconds(10))
        }
      }
      try await body()
      group.cancelAll()
    }
  }

  // MARK: To the end

  @Test func `all rows are read in order, to the total`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 25, told: 25) }
    let (rows, reading) = try await read(results)
    #expect(rows == numbers(0..<25))
    #expect(reading == ResultReading(rows: 25, end: 25, announcedRows: 25, isWhole: true))
    #expect(results.requests.count == 3)
  }

  @Test func `reading may begin at any row`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 25, told: 25) }
    #expect(try await read(results, from: 17).rows == numbers(17..<25))
  }

  @Test func `a server that gives fewer rows than asked for is asked for the rest`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 25, cap: 4, told: 25) }
    #expect(try await read(results).rows == numbers(0..<25))
  }

  @Test(arguments: [4, 10]) func `without a total the end is a page of no rows`(
    cap: Int
  ) async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 20, cap: cap, told: nil) }
    let (rows, reading) = try await read(results)
    #expect(rows == numbers(0..<20))
    #expect(reading.isWhole && reading.announcedRows == nil)
  }

  /// Every row read, and the contradiction that ended it.
  private func contradiction(
    of results: ScriptedResults
  ) async throws -> (rows: [String], ContradictoryResult?) {
    var rows: [String] = []
    do {
      _ = try await reader(results).read(pageRows: 10) { page, row in
        #expect(row == rows.count)
        rows += (0..<page.page.rowCount).map { page.page.text(row: $0, column: 0) }
        return true
      }
      return (rows, nil)
    } catch let contradiction as ContradictoryResult {
      return (rows, contradiction)
    }
  }

  @Test func `a total that grows under way is read to its new end, and is a contradiction`()
    async throws
  {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 35, told: $0 == 1 ? 20 : 35) }
    let (rows, contradiction) = try await contradiction(of: results)
    #expect(rows == numbers(0..<35) && contradiction == .announcements(20, 35))
  }

  @Test func `a total that shrinks below what was read ends the reading, as too few`() async throws
  {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 40, told: $0 == 1 ? 40 : 15) }
    let (rows, contradiction) = try await contradiction(of: results)
    #expect(rows == numbers(0..<20))
    #expect(contradiction == .count(announced: 40, came: 20))
  }

  @Test func `rows that end before the total are too few`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 12, told: 30) }
    let (rows, contradiction) = try await contradiction(of: results)
    #expect(rows == numbers(0..<12) && contradiction == .count(announced: 30, came: 12))
  }

  @Test func `links are followed to the page that has none`() async throws {
    let results = ScriptedResults(.chained) { _, request in
      switch request {
      case .link(nil): ScriptedResults.page(0..<3, next: "b")
      case .link("b"): ScriptedResults.page(3..<4, next: "c")
      default: ScriptedResults.page(4..<9)
      }
    }
    #expect(try await read(results).rows == numbers(0..<9))
    #expect(results.requests == [.link(nil), .link("b"), .link("c")])
  }

  @Test func `what comes whole is asked for once`() async throws {
    let results = ScriptedResults(.whole) { ScriptedResults.rows($1, of: 30, told: nil) }
    #expect(try await read(results).rows == numbers(0..<30))
    #expect(results.requests == [.whole])
  }

  @Test func `whoever has seen enough ends the reading`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 100, told: 100) }
    let reading = try await reader(results).read(pageRows: 10) { _, row in row < 20 }
    #expect(!reading.isWhole)
    #expect(reading.rows == 30)
  }

  // MARK: Ahead

  @Test func `the next two pages are asked for while one is being looked at, and no more`()
    async throws
  {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 50, told: 50) }
    var taken = 0
    _ = try await reader(results).read(pageRows: 10) { _, _ in
      taken += 1
      await results.calls.reach(min(taken + 2, 5))
      #expect(results.calls.value == min(taken + 2, 5))
      return true
    }
  }

  @Test func `a server that caps its pages is asked ahead by the length it gives`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 45, cap: 9, told: 45) }
    #expect(try await read(results).rows == numbers(0..<45))
    #expect(results.requests.count == 5)
  }

  // MARK: Failures

  @Test(arguments: [
    PollProblem.unreachable("connection closed"), .timedOut,
    .serverError(status: 502, QueryFailure()),
  ])
  func `a server that fails midway and heals is read to the end`(
    problem: PollProblem
  ) async throws {
    let results = ScriptedResults { call, request in
      if (2...4).contains(call) { throw problem }
      return ScriptedResults.rows(request, of: 25, told: 25)
    }
    var rows: [String] = []
    try await passing { rows = try await read(results).rows }
    #expect(rows == numbers(0..<25))
    #expect(results.requests.count == 6)
  }

  @Test func `a 429 in the middle is waited for to the second`() async throws {
    // By links, since pages asked for by number may be under way when the 429 comes.
    let results = ScriptedResults(.chained) { [clock] call, request in
      if call == 2 { throw PollProblem.throttled(until: clock.date.addingTimeInterval(30)) }
      return request == .link(nil)
        ? ScriptedResults.page(0..<10, next: "b") : ScriptedResults.page(10..<25)
    }
    async let outcome = read(results)
    await results.calls.reach(2)
    await clock.sleepers(1)
    clock.advance(by: .milliseconds(29_999))
    #expect(results.calls.value == 2)
    clock.advance(by: .milliseconds(1))
    #expect(try await outcome.rows == numbers(0..<25))
  }

  @Test
  func `a server that does not heal is given up after eight tries, and one of the page behind`()
    async throws
  {
    let results = ScriptedResults { call, request in
      if call > 1 { throw PollProblem.timedOut }
      return ScriptedResults.rows(request, of: 25, told: 25)
    }
    try await passing {
      await #expect(throws: PollProblem.timedOut) { try await read(results) }
    }
    #expect(results.requests.count == 10)
  }

  @Test func `the pages before a failure have been given out`() async throws {
    let results = ScriptedResults { call, request in
      if call > 2 { throw PollProblem.noResult(QueryFailure()) }
      return ScriptedResults.rows(request, of: 25, told: 25)
    }
    var rows = 0
    await #expect(throws: PollProblem.noResult(QueryFailure())) {
      try await reader(results).read(pageRows: 10) { page, _ in
        rows += page.page.rowCount
        return true
      }
    }
    #expect(rows == 20)
  }

  @Test(
    arguments: [
      (PollProblem.unreadable("x"), 2), (.noResult(QueryFailure()), 1),
      (.unauthorized(QueryFailure()), 1),
      (.redirected(toHost: nil), 1), (.unsupported, 1),
    ])
  func `what another try does not mend is not tried for long`(
    problem: PollProblem, tries: Int
  ) async throws {
    let results = ScriptedResults { _, _ in throw problem }
    await #expect(throws: problem) { try await read(results) }
    #expect(results.requests.count == tries)
  }

  // MARK: Cancelling

  @Test func `a cancelled reading ends while a page is on its way`() async throws {
    let results = ScriptedResults { [clock] call, request in
      if call == 2 { try await clock.sleep(for: .seconds(1000)) }
      return ScriptedResults.rows(request, of: 25, told: 25)
    }
    let outcome = await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        do { _ = try await read(results) } catch is CancellationError { return true } catch {}
        return false
      }
      await clock.sleepers(1)
      group.cancelAll()
      return await group.next()
    }
    #expect(outcome == true)
  }

  @Test func `what the taker throws comes back, and nothing is left on its way`() async throws {
    struct Full: Error {}
    let results = ScriptedResults { ScriptedResults.rows($1, of: 50, told: 50) }
    await #expect(throws: Full.self) {
      try await reader(results).read(pageRows: 10) { _, _ in throw Full() }
    }
  }
}
