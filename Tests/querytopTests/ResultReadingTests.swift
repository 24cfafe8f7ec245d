import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QuerySimulator
import ResultTables
import Testing

@testable import querytop

/// Rows from the simulator through everything they pass in the program.
@MainActor struct ResultReadingTests {
  nonisolated private static let targets = [
    "supermetrics:query/long_result", "polytomic:query/10000000-0000-4000-8000-000000000000",
    "toolkit:job/job_long_result",
  ]

  /// Reads a target's rows by number of the cells that hold one each.
  private func serving<Result>(
    rows: Int, _ body: (LiveSimulator, [String: any QuerySource]) async throws -> Result
  ) async throws -> Result {
    try await LiveSimulator.serving(
      queries: 2, rows: rows, providers: Set(SimulatedProvider.allCases)
    ) { simulator in
      let transport = AsyncHTTPTransport()
      let network = Network(transport: transport)
      let result: Result
      do {
        let settings = try await SourceSettings(
          environment: simulator.environment, network: network)
        result = try await body(simulator, settings.sources)
      } catch {
        try await transport.shutdown()
        throw error
      }
      try await transport.shutdown()
      return result
    }
  }

  /// Reads all rows of a target.
  ///
  /// - Returns: how far it came, and the numbers at the end of the third column.
  private func read(
    _ text: String, of sources: [String: any QuerySource]
  ) async throws -> (reading: ResultReading, last: String?, widest: Int) {
    let target = try Target(parsing: text)
    let results = try #require(sources[target.source]?.results(of: target))
    var last: String?
    var widest = 0
    let gate = RequestScheduler()
    let reading = try await ResultReader(results, gate: gate).read { answer, _ in
      let page = answer.page
      widest = max(widest, page.columnCount)
      if page.rowCount > 0 {
        last = page.text(row: page.rowCount - 1, column: 2).split(separator: " ").last.map(
          String.init)
      }
      return true
    }
    return (reading, last, widest)
  }

  @Test(arguments: targets)
  func `every row of every provider is read`(target: String) async throws {
    let (reading, last, widest) = try await serving(rows: 12_000) { _, sources in
      try await read(target, of: sources)
    }
    #expect(
      reading == ResultReading(rows: 12_000, end: 12_000, announcedRows: 12_000, isWhole: true))
    #expect(last == "12000")
    #expect(widest == 12)
  }

  @Test func `rows as objects, and fewer than asked for, are all read`() async throws {
    let (reading, last, _) = try await serving(rows: 2500) { simulator, sources in
      simulator.controls.results.areObjects = true
      simulator.controls.results.pageRows = 999
      return try await read(Self.targets[0], of: sources)
    }
    #expect(reading.rows == 2500)
    #expect(last == "2500")
  }

  @Test(arguments: targets)
  func `a result that was thrown away says so`(text: String) async throws {
    let problem = try await serving(rows: 10) { simulator, sources in
      simulator.controls.results.areExpired = true
      return await #expect(throws: PollProblem.self) { try await read(text, of: sources) }
    }
    guard case .noResult = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
  }
}
