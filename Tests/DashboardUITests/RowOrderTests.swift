import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Rows of a batch") struct RowOrderTests {
  @Test func `failed come first, then running, then waiting, then succeeded`() {
    let state = Dashboard.watching()
    let states = state.visible.indices.map { SampleBatch().queries[$0].state }
    #expect(states.first == .failed && states.last == .succeeded)
    var seen: [QueryState] = []
    for one in states where seen.last != one { seen.append(one) }
    #expect(seen == [.failed, .running, .waiting, .succeeded])
  }

  @Test func `a filter finds any field in any case`() {
    for (text, count) in [("QUERY_17", 11), ("data_source_timeout", 10), ("103-221-3039", 20)] {
      var state = Dashboard.watching()
      state.press("/" + text.uppercased())
      #expect(state.visible.ids.count == count, "\(text)")
    }
  }

  @Test func `sorting goes through the columns and turns round`() {
    var state = Dashboard.watching()
    state.press("s")
    #expect(state.batch?.order.column == .query)
    #expect(state.visible.ids.first?.hasSuffix("query_1") == true)
    state.press("S")
    #expect(state.visible.ids.first?.hasSuffix("query_800") == true)
  }

  @Test func `the cursor follows its query when rows change places`() throws {
    var state = Dashboard.watching()
    _ = state.apply(.keyPressed(.down))
    let id = try #require(state.batch?.queries.selected)
    state.press("s")
    state.press("j")
    state.press("S")
    let chosen = try #require(state.batch?.queries.selected)
    #expect(chosen != id)
    _ = state.apply(.snapshotArrived(SampleBatch(started: 700).monitor))
    #expect(state.batch?.queries.selected == chosen)
    #expect(state.visible.ids[state.batch?.queries.index ?? 0] == chosen)
  }

  @Test func `while the cursor moves the order is held and the moved are counted`() {
    var state = Dashboard.watching()
    state.press("j")
    let before = state.visible.ids
    _ = state.apply(.snapshotArrived(SampleBatch(started: 650).monitor))
    #expect(state.visible.ids == before)
    #expect(state.visible.movedRows > 0)
    #expect(
      state.frame().lines.contains { $0.contains("order held, ") && $0.contains(" moved: . ") })
    state.press(".")
    #expect(state.visible.ids != before && state.visible.movedRows == 0)
  }

  @Test func `before the cursor has moved rows find their places by themselves`() {
    var state = Dashboard.watching()
    let before = state.visible.ids
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(5)))
    _ = state.apply(.snapshotArrived(SampleBatch(started: 650).monitor))
    #expect(state.visible.ids != before)
    #expect(state.batch?.queries.index == 0)
  }

  @Test func `rows that take no part in a held order come last`() {
    let queries = SampleBatch().queries
    let held = VisibleQueries(
      BatchRows(queries.prefix(3)), QueryFilter(), SortOrder(), members: nil, held: nil,
      now: SampleBatch.now)
    let grown = VisibleQueries(
      BatchRows(queries.prefix(5)), QueryFilter(), SortOrder(), members: nil, held: held,
      now: SampleBatch.now)
    #expect(Array(grown.ids.prefix(3)) == Array(held.ids))
    #expect(grown.ids.count == 5)
  }

  @Test func `a running query that runs longest leads the time column`() {
    var state = Dashboard.watching()
    state.press("/running")
    _ = state.apply(.keyPressed(.enter))
    state.press("ssss")
    #expect(state.batch?.order.column == .took)
    let starts: [Date] = state.visible.indices.map {
      SampleBatch().queries[$0].startedAt ?? .distantFuture
    }
    #expect(starts == starts.sorted())
  }

  @Test func `one row that moves counts as one, however many it shifts`() {
    var queries = BatchRows(SampleBatch(started: 0).queries.prefix(50))
    let held = VisibleQueries(
      queries, QueryFilter(), SortOrder(), members: nil, held: nil, now: SampleBatch.now)
    queries[40].state = .failed
    let now = VisibleQueries(
      queries, QueryFilter(), SortOrder(), members: nil, held: held, now: SampleBatch.now)
    #expect(now.movedRows == 1)
    #expect(now.ids == held.ids)
  }
}
