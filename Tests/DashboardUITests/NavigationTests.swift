import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

/// The query whose view is on top.
private func shown(_ state: Dashboard) -> QueryView.Subject? { (state.top as? QueryView)?.subject }

@Suite("Moving through the views") struct NavigationTests {
  @Test func `one target opens on its own view, several on the list`() {
    let one = Dashboard.watching()
    #expect(one.batch?.target == SampleBatch.target)
    let two = Dashboard(
      targets: [SampleBatch.target, sampleTarget("supermetrics:query/abc")],
      size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    #expect(two.top is TargetsView)
  }

  @Test func `Enter opens the query under the cursor and asks for its own status`() throws {
    var state = Dashboard.watching()
    state.press("jj")
    let id = try #require(state.batch?.queries.selected)
    let effects = state.apply(.keyPressed(.enter))
    #expect(shown(state) == .child(of: SampleBatch.target, id: id))
    #expect(effects == [.inspect(sampleTarget("supermetrics:query/\(id)"))])
  }

  @Test func `coming back finds the cursor where it was and ends the asking`() {
    var state = Dashboard.watching()
    state.press("jjjj")
    let before = state.stack
    _ = state.apply(.keyPressed(.enter))
    #expect(state.apply(.keyPressed(.escape)) == [.inspect(nil)])
    #expect(state.stack == before)
  }

  @Test func `q goes out one view and quits at the first`() {
    var state = Dashboard.watching()
    _ = state.apply(.keyPressed(.enter))
    #expect(state.apply(.keyPressed(.character("q"))) == [.inspect(nil)])
    #expect(state.apply(.keyPressed(.character("q"))) == [.quit])
  }

  @Test func `Esc at the first view does nothing`() {
    var state = Dashboard.watching()
    #expect(state.apply(.keyPressed(.escape)) == [])
    #expect(state.stack.count == 1)
  }

  @Test func `Esc first undoes zoom, then the panel, then the filter`() {
    var state = Dashboard.watching()
    state.press("f")
    _ = state.apply(.keyPressed(.tab))
    state.press("z")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.batch?.isZoomed == false && state.batch?.focus == .progress)
    _ = state.apply(.keyPressed(.escape))
    #expect(state.batch?.focus == .queries && state.batch?.filter.failedOnly == true)
    _ = state.apply(.keyPressed(.escape))
    #expect(state.batch?.filter.showsAll == true)
  }

  @Test(arguments: [
    (80, 24, [Panel.progress, .causes, .queries]),
    (120, 36, [.progress, .queue, .causes, .queries]),
    (200, 60, [.progress, .queue, .causes, .queries]),
  ])
  func `Tab and S-Tab go through the panels as the eye reads them, and digits to each`(
    columns: Int, rows: Int, panels: [Panel]
  ) {
    var state = Dashboard.watching(columns: columns, rows: rows)
    for panel in panels + panels {
      _ = state.apply(.keyPressed(.tab))
      #expect(state.batch?.focus == panel)
    }
    for panel in (panels + panels).reversed().dropFirst() {
      _ = state.apply(.keyPressed(.backTab))
      #expect(state.batch?.focus == panel)
    }
    for (index, panel) in panels.enumerated() {
      state.press("\(index + 1)")
      #expect(state.batch?.focus == panel)
    }
  }

  @Test func `the number of a panel there is no room for says so`() {
    var state = Dashboard.watching()
    state.press("4")
    #expect(state.batch?.focus == .queries)
    #expect(
      state.frame().lines.contains { $0.contains("no panel 4 here: there are 3") })
  }

  @Test func `Enter on a cause opens it, and there shows its queries alone`() throws {
    var state = Dashboard.watching()
    state.press("cj")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.top is CausesView)
    _ = state.apply(.keyPressed(.enter))
    #expect(state.batch?.focus == .queries)
    let cause = try #require(state.facts.batches[SampleBatch.target]?.causes[1])
    #expect(Set(state.visible.ids) == Set(cause.queryIDs))
  }

  @Test func `an id that must not enter a URL opens without being asked for`() throws {
    var monitor = SampleBatch().monitor
    var batch = try #require(monitor.targets[0].detail.batch)
    batch.queries = [BatchQuery(id: "../../etc", state: .running)]
    monitor.targets[0].detail = .batch(batch)
    var state = Dashboard.watching()
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.apply(.keyPressed(.enter)) == [])
    #expect(shown(state) == .child(of: SampleBatch.target, id: "../../etc"))
  }

  @Test func `help opens over a view and any way out closes it`() {
    for key in [KeyPress.escape, .character("q"), .character("?"), .function(1)] {
      var state = Dashboard.watching()
      state.press("?")
      #expect(state.top is HelpView)
      #expect(state.apply(.keyPressed(key)) == [])
      #expect(state.top is BatchView)
    }
  }
}
