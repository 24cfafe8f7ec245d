import QueryCore
import QueryMonitoring
import ResultTables
import TestSupport
import Testing

/// Pages that may be data or a server's mistake: which of the two is asked for, and never assumed.
struct ContradictoryPagesTests {
  private func read(
    _ results: ScriptedResults
  ) async throws -> (rows: [String], names: [String], ContradictoryResult?) {
    var rows: [String] = []
    var names: [String] = []
    let clock = ManualClock()
    let reader = ResultReader(
      results, gate: RequestScheduler(clock: clock, now: { clock.date }), clock: clock)
    do {
      _ = try await reader.read(pageRows: 10) { answer, row in
        #expect(row == rows.count)
        names = answer.page.names
        rows += (0..<answer.page.rowCount).map { answer.page.text(row: $0, column: 0) }
        return true
      }
      return (rows, names, nil)
    } catch let contradiction as ContradictoryResult {
      return (rows, names, contradiction)
    }
  }

  private func numbers(_ range: Range<Int>) -> [String] { range.map { "\($0)" } }

  /// A page of equal rows.
  private static func same(_ count: Int, told: Int? = nil, next: String? = nil) -> ResultPageAnswer
  {
    var answer = ResultPageAnswer(
      ResultPage(names: ["n"], rows: Array(repeating: [.string("x")], count: count)), next: next)
    answer.totalRows = told
    return answer
  }

  // MARK: By number

  @Test(arguments: [nil, 40] as [Int?])
  func `a server that pays no heed to the range is found out by asking far beyond the end`(
    told: Int?
  ) async throws {
    let results = ScriptedResults { _, _ in
      ScriptedResults.rows(.rows(first: 0, count: 10), of: 40, told: told)
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows == numbers(0..<10) && contradiction == .rangeIgnored)
    #expect(results.requests.contains(.beyond) && results.requests.count <= 5)
  }

  @Test(arguments: [nil, 40] as [Int?])
  func `equal rows are data where the range is heeded, which is asked once`(told: Int?) async throws
  {
    let results = ScriptedResults { _, request in
      guard case .rows(let first, let count) = request else { return Self.same(0, told: told) }
      return Self.same(max(0, min(count, 40 - first)), told: told)
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows.count == 40 && contradiction == nil)
    #expect(results.requests.filter { $0 == .beyond }.count == 1)
  }

  @Test(arguments: [PollProblem.noResult(QueryFailure()), .refused(status: 400, QueryFailure())])
  func `a server that refuses rows beyond the end heeds the range`(
    problem: PollProblem
  ) async throws {
    let results = ScriptedResults { _, request in
      guard case .rows(let first, let count) = request else { throw problem }
      return Self.same(max(0, min(count, 20 - first)), told: 20)
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows.count == 20 && contradiction == nil)
  }

  @Test func `where the range is ignored the links are followed to the other rows`() async throws {
    let results = ScriptedResults { _, request in
      let page =
        switch request {
        case .link("b"): ScriptedResults.page(10..<20, next: "c")
        case .link("c"): ScriptedResults.page(20..<25)
        default: ScriptedResults.page(0..<10, next: "b")
        }
      var answer = page
      answer.totalRows = 25
      return answer
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows == numbers(0..<25) && contradiction == nil)
  }

  @Test func `different rows are never asked for beyond the end`() async throws {
    let results = ScriptedResults { ScriptedResults.rows($1, of: 45, told: 45) }
    _ = try await read(results)
    #expect(!results.requests.contains(.beyond))
  }

  // MARK: By link

  @Test func `a page that comes again under a new link is no data where nothing is announced`()
    async throws
  {
    let results = ScriptedResults(.chained) { call, _ in
      ScriptedResults.page(0..<10, next: "\(call)")
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows == numbers(0..<10) && contradiction == .repeatedPage)
  }

  @Test func `equal pages behind links are data where the announced number is met`() async throws {
    let results = ScriptedResults(.chained) { call, _ in
      Self.same(10, told: 30, next: call < 3 ? "\(call)" : nil)
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows.count == 30 && contradiction == nil)
  }

  @Test func `links that go on with the same rows end with the first row too many`() async throws {
    let results = ScriptedResults(.chained) { call, _ in Self.same(10, told: 20, next: "\(call)") }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows.count == 30)
    #expect(contradiction == .count(announced: 20, came: 30, repeats: true))
  }

  @Test func `a link that leads back is no way on`() async throws {
    let results = ScriptedResults(.chained) { call, _ in
      ScriptedResults.page(call * 10..<call * 10 + 10, next: call % 2 == 0 ? "a" : "b")
    }
    #expect(try await read(results).2 == .circle)
  }

  @Test func `pages without rows and without end are given up`() async throws {
    let results = ScriptedResults(.chained) { call, _ in
      ScriptedResults.page(0..<0, next: "\(call)")
    }
    #expect(try await read(results).2 == .emptyPages)
    #expect(results.requests.count < 70)
  }

  @Test func `a server that always has a link has ended with the number it announced`() async throws
  {
    let results = ScriptedResults(.chained) { call, _ in
      var page = ScriptedResults.page(call == 1 ? 0..<10 : 10..<10, next: "\(call)")
      page.totalRows = 10
      return page
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows == numbers(0..<10) && contradiction == nil)
    #expect(results.requests.count == 2)
  }

  // MARK: Headers

  /// A page whose first row was guessed to be the header.
  private static func guessed(_ header: String, _ rows: Range<Int>) -> ResultPageAnswer {
    let cells = [[ResultCell.string(header)]] + rows.map { [.string("\($0)")] }
    let page = ResultPage(names: ["1"], rows: cells)
    var answer = ResultPageAnswer(page.headedByFirstRow())
    answer.header = .guessed
    answer.headless = page
    return answer
  }

  @Test func `a header that is repeated on the next page is one`() async throws {
    let results = ScriptedResults { _, request in
      guard case .rows(let first, _) = request else { return Self.guessed("h", 0..<0) }
      return Self.guessed("h", first..<max(first, min(first + 10, 15)))
    }
    let (rows, names, contradiction) = try await read(results)
    #expect(rows == numbers(0..<15) && names == ["h"] && contradiction == nil)
  }

  @Test func `a first row that is not repeated is kept, names nothing, and ends the reading`()
    async throws
  {
    let results = ScriptedResults { _, request in
      guard case .rows(let first, _) = request, first < 15 else { return Self.guessed("h", 0..<0) }
      return Self.guessed("row \(first)", first + 1..<first + 10)
    }
    let (rows, names, contradiction) = try await read(results)
    #expect(rows == ["row 0"] + numbers(1..<10) && names == ["1"])
    guard case .header = contradiction else {
      Issue.record("\(String(describing: contradiction))")
      return
    }
  }

  @Test func `rows that may be a header stay rows where the next page cannot be had`() async throws
  {
    let results = ScriptedResults { call, _ in
      if call > 1 { throw PollProblem.unauthorized(QueryFailure()) }
      return Self.guessed("a", 0..<10)
    }
    var rows: [String] = []
    let clock = ManualClock()
    let reader = ResultReader(
      results, gate: RequestScheduler(clock: clock, now: { clock.date }), clock: clock)
    await #expect(throws: PollProblem.self) {
      try await reader.read(pageRows: 10) { answer, _ in
        rows += (0..<answer.page.rowCount).map { answer.page.text(row: $0, column: 0) }
        return true
      }
    }
    #expect(rows == ["a"] + numbers(0..<10))
  }

  @Test(arguments: [true, false])
  func `a header alone is an empty result if it is there far beyond the end too`(
    isThere: Bool
  ) async throws {
    let results = ScriptedResults { _, request in
      request == .beyond && !isThere ? ScriptedResults.page(0..<0) : Self.guessed("h", 0..<0)
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows == (isThere ? [] : ["h"]) && (contradiction == nil) == isThere)
  }

  @Test func `pages of which some have a header and some have none are a contradiction`()
    async throws
  {
    let results = ScriptedResults { call, request in
      var answer = ScriptedResults.rows(request, of: 25, told: 25)
      if call == 1 { answer.header = .told }
      return answer
    }
    let (rows, _, contradiction) = try await read(results)
    #expect(rows == numbers(0..<10))
    guard case .header = contradiction else {
      Issue.record("\(String(describing: contradiction))")
      return
    }
  }
}
