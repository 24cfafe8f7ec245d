import FoundationEssentials
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The cursor stays with what it is on") struct SelectionTests {
  private func under(_ state: Dashboard) -> String? {
    guard let batch = state.batch, state.visible.ids.indices.contains(batch.queries.index) else {
      return nil
    }
    return state.visible.ids[batch.queries.index]
  }

  @Test func `through every sort of a batch, forward and reversed, by key, by list and by a click`()
    throws
  {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("jjjjjjj")
    let id = try #require(under(state))
    for key in ["s", "s", "S", "s", "s", "S", "s", "s", "s"] {
      state.press(key)
      #expect(under(state) == id && state.frame().lines.contains { $0.contains("query_") })
      let batch = try #require(state.batch)
      let height = QueriesPanel.box(in: batch.layout(state.facts)[.queries]).height
      #expect((batch.queries.offset..<batch.queries.offset + height).contains(batch.queries.index))
    }
    _ = state.apply(.keyPressed(.function(6)))
    state.press("j")
    _ = state.apply(.keyPressed(.enter))
    #expect(under(state) == id)
    let y = try #require(
      state.frame().lines.firstIndex { $0.contains("ACCOUNT") && $0.contains("TOOK") })
    let line = state.frame().lines[y]
    let x = line.distance(
      from: line.startIndex, to: try #require(line.firstRange(of: "TOOK")).lowerBound)
    _ = state.apply(.mouseUsed(.pressed(x: x + 1, y: y)))
    #expect(under(state) == id)
  }

  @Test func `a cursor nobody has moved stays on what is first`() {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("ss")
    #expect(state.batch?.queries.index == 0 && state.batch?.queries.selected == nil)
  }

  @Test func `a filter that leaves it out puts it on the first, and back once it is listed again`()
    throws
  {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("G")
    let id = try #require(under(state))
    state.press("/failed")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.batch?.queries.index == 0)
    _ = state.apply(.keyPressed(.escape))
    #expect(under(state) == id)
    state.press("ff")
    #expect(under(state) == id)
    // Who moves on meanwhile stays where they have gone.
    state.press("fj")
    let other = try #require(under(state))
    state.press("a")
    #expect(under(state) == other && other != id)
  }

  @Test func `giving up a filter brings it back to where it was`() throws {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("jjjjj")
    let id = try #require(under(state))
    state.press("/zzz")
    _ = state.apply(.keyPressed(.escape))
    #expect(under(state) == id)
  }

  @Test func `q undoes a zoom and a filter before it leaves`() {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("z")
    #expect(state.apply(.keyPressed("q")) == [] && state.batch?.isZoomed == false)
    state.press("f")
    #expect(state.apply(.keyPressed("q")) == [] && state.batch?.filter.showsAll == true)
    #expect(state.apply(.keyPressed("q")) == [.quit])
  }

  @Test
  func `the footer offers first what a batch with failures needs, and nothing there is none of`() {
    for (columns, keys) in [
      (80, ["Enter open", "R run again", "Y ticket", "c causes"]), (40, ["R run again"]),
    ] {
      let footer = Dashboard.watching(columns: columns).frame().lines.last ?? ""
      for key in keys { #expect(footer.contains(key), "\(columns): \(footer)") }
    }
    let calm = Dashboard.watching(SampleBatch(started: 0), columns: 200).frame().lines.last ?? ""
    #expect(!calm.contains("run again") && !calm.contains("ticket") && calm.contains("filter"))
  }
}
