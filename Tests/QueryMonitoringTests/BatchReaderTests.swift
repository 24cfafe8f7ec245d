import NIOConcurrencyHelpers
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling
import ResultTables
import TestSupport
import Testing

struct BatchReaderTests {
  /// A source whose queries have the rows a closure gives them.
  private struct RowSource: QuerySource {
    let name = "supermetrics"
    let rows: @Sendable (_ id: String) -> ScriptedResults

    func poll(
      _ target: Target, previous: TargetSnapshot?
    ) async throws(CancellationError) -> PollOutcome {
      PollOutcome(.failure(.unsupported))
    }

    func results(of target: Target) -> (any ResultSource)? { rows(target.id) }
  }

  private static func query(_ id: Int, rows: Int? = nil) -> BatchQuery {
    BatchQuery(id: "q\(id)", state: .succeeded, accounts: ["a\(id)"], resultRows: rows)
  }

  /// What a reading of so many queries told, in order.
  private func read(
    _ count: Int, _ rows: @escaping @Sendable (_ id: String) -> ScriptedResults,
    announcing announced: Int? = nil, upTo most: Int = .max
  ) async throws -> (pages: [String], ends: [String: QueryReading]) {
    let batch = try Target(parsing: "supermetrics:batch/b")
    let gate = RequestScheduler(random: Randomness(FixedGenerator(0)))
    let reader = BatchReader(of: batch, at: RowSource(rows: rows), gate: gate)
    var pages: [String] = []
    var ends: [String: QueryReading] = [:]
    let queries = (0..<count).map { Self.query($0, rows: announced) }
    try await reader.read { most in
      Array(queries.filter { ends[$0.id] == nil }.prefix(most))
    } _: { step in
      switch step {
      case .page(let query, let answer, let row):
        let text = answer.page.text(row: 0, column: 0)
        pages.append("\(query.id) \(row) \(text) \(answer.page.rowCount)")
      case .ended(let query, let reading): ends[query.id] = reading
      }
      return pages.count < most
    }
    return (pages, ends)
  }

  @Test func `queries come one after the other, each with its account in front`() async throws {
    let (pages, ends) = try await read(5) { _ in
      ScriptedResults { _, request in ScriptedResults.rows(request, of: 3, told: 3) }
    }
    #expect(pages == (0..<5).map { "q\($0) 0 a\($0) 3" })
    #expect(
      ends.count == 5 && ends.values.allSatisfy { if case .whole = $0 { true } else { false } })
  }

  @Test func `no more than a few are asked for ahead of the one being read`() async throws {
    let asked = NIOLockedValueBox<Set<String>>([])
    _ = try await read(
      20,
      { id in
        ScriptedResults { _, request in
          asked.withLockedValue { _ = $0.insert(id) }
          return ScriptedResults.rows(request, of: 3, told: 3)
        }
      }, upTo: 1)
    let count = asked.withLockedValue(\.count)
    #expect((1...BatchReader.mostAhead).contains(count))
  }

  @Test func `a query that has expired, and one that is short, end by themselves alone`()
    async throws
  {
    let (pages, ends) = try await read(
      4,
      { id in
        ScriptedResults { _, request in
          switch id {
          case "q1": throw PollProblem.noResult(QueryFailure(code: "GONE"))
          case "q2": ScriptedResults.rows(request, of: 2, told: 2)
          default: ScriptedResults.rows(request, of: 3, told: 3)
          }
        }
      }, announcing: 3)
    #expect(pages.map { $0.prefix(2) } == ["q0", "q2", "q3"])
    #expect(ends["q1"] == .unavailable(.noResult(QueryFailure(code: "GONE"))))
    #expect(ends["q2"] == .contradictory(.count(announced: 3, came: 2)))
  }

  @Test func `what concerns the source ends the reading`() async throws {
    await #expect(throws: PollProblem.unauthorized(QueryFailure())) {
      try await read(3) { id in
        ScriptedResults { _, request in
          if id == "q1" { throw PollProblem.unauthorized(QueryFailure()) }
          return ScriptedResults.rows(request, of: 1, told: 1)
        }
      }
    }
  }

  @Test func `three in a row whose answers are refused are the source's fault`() async throws {
    let refused = PollProblem.refused(status: 400, QueryFailure())
    let asked = Gauge()
    await #expect(throws: refused) {
      try await read(20) { _ in
        ScriptedResults { _, _ in
          asked.add(1)
          throw refused
        }
      }
    }
    #expect(asked.value <= 2 * BatchReader.mostAhead)
  }
}
