import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import ResultTables
import TestSupport
import Testing

/// Answers that contradict themselves: whatever a provider's rows come like, they are never taken for whole.
struct ContradictionConformanceTests {
  private static let results = ResultCase.all.filter { result in
    // One of each kind of target: the rows are the case's own.
    result.rows.pages.first == result.file
  }

  private static let faults = results.flatMap { result in
    ContradictingServer.Fault.allCases.filter { $0.concerns(result.rows.access) }
      .map { (result, $0) }
  }

  private struct Ending {
    let rows: [String]
    let contradiction: ContradictoryResult?
    let problem: PollProblem?
    let requests: Int
  }

  private func read(
    _ result: ResultCase, _ fault: ContradictingServer.Fault?
  ) async throws -> Ending {
    let server = ContradictingServer(result, fault)
    let reader = ResultReader(
      try result.results(server), gate: RequestScheduler(), clock: ContinuousClock())
    var rows: [String] = []
    func ended(_ contradiction: ContradictoryResult? = nil, _ problem: PollProblem? = nil) -> Ending
    {
      Ending(
        rows: rows, contradiction: contradiction, problem: problem, requests: server.count)
    }
    do {
      _ = try await reader.read(pageRows: 5) { answer, _ in
        rows += (0..<answer.page.rowCount).map { answer.page.text(row: $0, column: 0) }
        return true
      }
      return ended()
    } catch let contradiction as ContradictoryResult {
      return ended(contradiction)
    } catch let problem as PollProblem {
      return ended(nil, problem)
    }
  }

  @Test(arguments: results)
  func `a result that agrees with itself is whole`(result: ResultCase) async throws {
    let ending = try await read(result, nil)
    #expect(ending.contradiction == nil && ending.problem == nil)
    #expect(ending.rows == (0..<12).map { "\($0)" })
  }

  @Test(arguments: faults)
  func `one that contradicts itself is not taken for whole, and ends soon`(
    result: ResultCase, fault: ContradictingServer.Fault
  ) async throws {
    let ending = try await read(result, fault)
    #expect(ending.contradiction != nil || ending.problem != nil)
    // Some servers have pages without rows under way, of which 64 in a row are waited for.
    #expect(ending.requests <= (fault == .neverEnds ? 70 : 8))
  }

  @Test(arguments: results)
  func `the rows that came before are given out`(result: ResultCase) async throws {
    let few = try await read(result, .tooFew)
    #expect(few.rows.count == 11 && few.contradiction == .count(announced: 12, came: 11))
    let many = try await read(result, .tooMany)
    #expect(many.rows.count == 13 && many.contradiction == .count(announced: 12, came: 13))
  }

  @Test(arguments: results)
  func `rows of another query are nobody's rows`(result: ResultCase) async throws {
    let id =
      ["supermetrics": "schedule_id", "toolkit": "job_id"][result.provider.provider.name] ?? "id"
    let page = try result.page
    let word = try #require(page.firstRange(of: "\"\(result.provider.facts.statusField)\""))
    for (told, isOwn) in [(result.provider.facts.id, true), ("another", false)] {
      let body = page[..<word.lowerBound] + "\"\(id)\":\"\(told)\"," + page[word.lowerBound...]
      let results = try result.results(
        ScriptedTransport(["": [.success(HTTPResponse(status: 200, body: Array(body.utf8)))]]))
      if isOwn {
        _ = try await results.page(result.first)
      } else {
        await #expect(throws: PollProblem.otherTarget("another")) {
          try await results.page(result.first)
        }
      }
    }
  }

  @Test(arguments: results)
  func `null in the place of rows is none only where none are announced`(
    result: ResultCase
  ) async throws {
    let ending = try await read(result, .noRowsWithoutCount)
    guard case .noResult = ending.problem else {
      Issue.record("\(ending)")
      return
    }
    #expect(ending.rows.isEmpty)
  }
}
