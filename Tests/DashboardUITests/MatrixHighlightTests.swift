import FoundationEssentials
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("What is lit in a matrix") struct MatrixHighlightTests {
  @Test func `the causes light up one after another, then all again`() {
    var state = Dashboard.watching()
    state.press("m")
    #expect(state.matrix?.highlight == nil)
    let causes = state.facts.batches[SampleBatch.target]?.causes ?? []
    for cause in causes {
      state.press("c")
      #expect(state.matrix?.highlight == .cause(CauseKey(cause)))
      #expect(state.matrix?.lit.count { $0 } == cause.count)
    }
    state.press("c")
    #expect(state.matrix?.highlight == nil)
    state.press("c")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.matrix?.highlight == nil)
    #expect(state.top is MatrixView)
  }

  @Test func `what is not lit recedes but keeps its letter`() throws {
    var state = Dashboard.watching()
    state.press("mc")
    let frame = state.frame()
    let failures = frame.cells.filter { $0.glyph == "F" }
    #expect(Set(failures.map(\.style.role)) == [.failed, .muted])
    state.press("n")
    let matrix = try #require(state.matrix)
    let place = try #require(
      matrix.grid?.matrix.places(row: matrix.cursor.row, column: matrix.cursor.column).first)
    #expect(matrix.lit[place])
  }

  @Test func `the cause or filter it was opened from is lit, the query has the cursor`() throws {
    var state = Dashboard.watching()
    state.press("cjm")
    let causes = try #require(state.facts.batches[SampleBatch.target]?.causes)
    #expect(state.matrix?.highlight == .cause(CauseKey(causes[1])))
    state = Dashboard.watching()
    state.press("fm")
    #expect(state.matrix?.highlight?.name == "failed only")
    state = Dashboard.watching()
    state.press("jjj")
    let id = try #require(state.batch?.queries.selected)
    state.press("m")
    let matrix = try #require(state.matrix)
    let place = try #require(state.facts.batches[SampleBatch.target]?.index(of: id))
    #expect(matrix.grid?.matrix.rows(of: place) == [matrix.cursor.row])
    #expect(matrix.highlight == nil)
  }

  @Test func `a filter is asked anew as answers come in`() throws {
    var state = Dashboard.watching(SampleBatch(started: 150))
    state.press("fm")
    let before = try #require(state.matrix).lit.count { $0 }
    _ = state.apply(.snapshotArrived(SampleBatch(started: 500).monitor))
    let batch = try #require(state.facts.batch(SampleBatch.target))
    let failed = batch.queries.indices.count { batch.queries.state(at: $0) == .failed }
    #expect(failed > before)
    #expect(state.matrix?.lit.count { $0 } == failed)
  }

  @Test func `a filter by time is asked anew as time goes by`() throws {
    var state = Dashboard.watching()
    state.press("/state:running dur>1h")
    _ = state.apply(.keyPressed(.enter))
    state.press("m")
    #expect(state.matrix?.lit.contains(true) == false)
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(7_200)))
    #expect(state.matrix?.lit.count { $0 } == 48)
  }

  @Test func `a line that is too long for the screen ends in an ellipsis`() throws {
    var state = Dashboard.matrix(
      BatchRows(
        (0..<3).map { place in
          BatchQuery(
            id: "q\(place)", state: .failed, accounts: ["account of a long name \(place)"],
            startDate: "2026-11-1\(place)", endDate: "2026-11-1\(place)",
            failure: QueryFailure(code: "A_CODE_THAT_IS_TOO_LONG_FOR_WHAT_IS_LEFT_OF_THE_LINE"))
        }))
    #expect(state.spoken.contains("A_CODE_THAT_IS") && state.spoken.contains("…"))
    _ = state.apply(.resized(Size(columns: 200, rows: 60)))
    #expect(state.spoken.contains("LEFT_OF_THE_LINE") && !state.spoken.contains("…"))
  }
}
