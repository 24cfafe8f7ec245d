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
}
