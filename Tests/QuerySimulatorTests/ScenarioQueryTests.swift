import QuerySimulator
import Testing

struct ScenarioQueryTests {
  private let scenario = Scenario()

  private func parts(of index: Int) -> [(ready: Int, total: Int, state: SimulatedState)] {
    (-20...1300).compactMap { scenario.query(at: index, at: .milliseconds($0 * 100)) }
      .map { ($0.partsReady, $0.partsTotal, $0.state) }
  }

  @Test func `the sub-queries known of grow while a query runs`() {
    let totals = parts(of: 100).map(\.total)
    #expect(totals == totals.sorted())
    #expect(totals.first != totals.last)
  }

  @Test func `never more sub-queries are ready than are known of`() {
    for index in stride(from: 0, to: 800, by: 13) {
      #expect(parts(of: index).allSatisfy { (0...$0.total).contains($0.ready) })
    }
  }

  @Test func `all sub-queries are ready only after success`() {
    for index in stride(from: 0, to: 800, by: 13) {
      #expect(parts(of: index).allSatisfy { ($0.ready == $0.total) == ($0.state == .success) })
    }
  }

  @Test func `a query is found by its id`() {
    let row = scenario.query(at: 41, at: .seconds(60))
    #expect(scenario.query("\(scenario.batchID)_query_42", at: .seconds(60)) == row)
  }

  @Test(arguments: ["0", "801", "042", "+42", "-1", "", "42x", "99999999999999999999"])
  func `an id that is not of the batch finds nothing`(number: String) {
    #expect(scenario.query("\(scenario.batchID)_query_\(number)", at: .zero) == nil)
  }

  @Test func `a query has times, rows and a failure only when its state has them`() {
    let rows = scenario.queries(in: 0..<800, at: .seconds(60))
    #expect(Set(rows.map(\.state)) == [.queued, .running, .success, .failure])
    for row in rows {
      #expect((row.startedAt == nil) == (row.state == .queued))
      #expect((row.endedAt != nil) == (row.state == .success || row.state == .failure))
      #expect((row.resultRows != nil) == (row.state == .success))
      #expect((row.failure != nil) == (row.state == .failure))
    }
  }

  @Test func `a range past the end holds what there is`() {
    #expect(scenario.queries(in: 790..<2000, at: .zero).count == 10)
  }

  @Test(arguments: [1, 800, 10_000])
  func `the licence queue rises, drains and stays within the contract`(queries: Int) throws {
    let scenario = Scenario(ScenarioOptions(queries: queries))
    let depths = (0...300).map { scenario.workflow(at: .seconds($0)) }
    let peak = try #require(depths.map(\.scheduled).max())
    #expect(
      depths.allSatisfy { (0...1000).contains($0.scheduled) && (0...1000).contains($0.running) })
    #expect(depths[0].scheduled < peak && depths[300].scheduled < 10)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (11_016, "2000-02-29"), (20_728, "2026-10-02"),
    (-719_162, "0001-01-01"),
  ])
  func `a day is written as the calendar has it`(days: Int, text: String) {
    #expect(CivilDay(daysSinceEpoch: days).description == text)
  }
}
