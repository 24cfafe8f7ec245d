import FoundationEssentials
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The causes of a batch") struct CausesViewTests {
  private static let target = SampleBatch.target

  private func opened(columns: Int = 120, rows: Int = 36) -> Dashboard {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("c")
    _ = state.apply(.keyPressed(.enter))
    return state
  }

  private func view(_ state: Dashboard) -> CausesView? {
    state.stack[state.baseIndex].view as? CausesView
  }

  private func text(_ state: Dashboard) -> String { state.frame().lines.joined(separator: "\n") }

  private func causes(_ state: Dashboard) -> [FailureCause] {
    state.facts.batches[Self.target]?.causes ?? []
  }

  private func copied(_ effects: [Effect]) -> String? {
    effects.lazy.compactMap { if case .copy(let text) = $0 { text } else { nil } }.first
  }

  @Test(arguments: [(40, 20), (80, 24), (120, 36), (200, 60)])
  func `two keys lead to the whole message and the advice of the first cause`(
    columns: Int, rows: Int
  ) {
    let text = text(opened(columns: columns, rows: rows))
    let parts = [
      "No permission to use account", "103-221-3039", "fix first: running it again", "mended",
    ]
    for part in parts { #expect(text.contains(part), "\(part)") }
  }

  @Test(arguments: [(40, 12), (20, 8)])
  func `on a screen without their panel they open at once`(columns: Int, rows: Int) {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("c")
    #expect(view(state) != nil)
    state.press("c")
    #expect(state.batch?.focus == .queries)
  }

  @Test func `accounts and days stand there by name, with how many of each failed`() throws {
    var state = opened(columns: 120, rows: 60)
    #expect(text(state).contains("103-221-3039  20 of 20  every day of it so far"))
    #expect(text(state).contains("2026-09-11"))
    state.press("J")
    #expect(text(state).contains("cause 2 of 2"))
    #expect(text(state).contains("100-200-3000   1 of 20"))
  }

  @Test
  func
    `every day of it is said only where every ended query failed, and for good once it has ended`()
    throws
  {
    var state = opened(columns: 120, rows: 60)
    var monitor = SampleBatch(started: 848).monitor
    monitor.targets[0].state = .failed
    _ = state.apply(.snapshotArrived(monitor))
    #expect(text(state).contains("20 of 20  every day of it "))
    #expect(!text(state).contains("so far"))
  }

  @Test func `J and K go from cause to cause and begin each at its top`() throws {
    var state = opened(columns: 80, rows: 20)
    state.press("jjj")
    #expect(view(state)?.scroll == 3)
    state.press("J")
    #expect(view(state)?.list.index == 1 && view(state)?.scroll == 0)
    state.press("JJ")
    #expect(view(state)?.list.index == 1)
    state.press("K")
    #expect(view(state)?.list.index == 0)
  }

  @Test func `a page longer than the screen scrolls to its end and no further, and shows that`()
    throws
  {
    var state = opened(columns: 40, rows: 20)
    #expect(state.frame().lines.contains { $0.hasSuffix("┃") })
    state.press("G")
    let end = try #require(view(state)?.scroll)
    #expect(text(state).contains("2026-09-30"))
    state.press("jj")
    #expect(view(state)?.scroll == end)
    state.press("g")
    #expect(view(state)?.scroll == 0)
  }

  @Test func `who reads a cause reads on when another overtakes it`() throws {
    var state = opened()
    let code = try #require(causes(state).first?.code)
    var monitor = SampleBatch().monitor
    var batch = try #require(monitor.targets[0].detail.batch)
    for index in batch.queries.indices where index > 300 {
      var query = batch.queries[index]
      query.state = .failed
      query.failure = QueryFailure(code: "QUOTA", message: "no quota left")
      batch.queries[index] = query
    }
    monitor.targets[0].detail = .batch(batch)
    _ = state.apply(.snapshotArrived(monitor))
    #expect(causes(state).first?.code == "QUOTA")
    let index = try #require(view(state)?.list.index)
    #expect(causes(state)[index].code == code)
  }

  @Test func `Esc, c and z go back to where the cursor was`() {
    for key in [KeyPress.escape, "c", "z", "q"] {
      var state = Dashboard.watching(columns: 120, rows: 36)
      state.press("cj")
      let before = state.batch?.causes
      _ = state.apply(.keyPressed(.enter))
      _ = state.apply(.keyPressed(key))
      #expect(state.batch?.focus == .causes && state.batch?.causes == before)
    }
  }

  @Test func `z on the causes opens them`() {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("cz")
    #expect(view(state) != nil)
  }

  @Test func `y copies the whole message, not the masked one`() throws {
    var state = opened()
    #expect(copied(state.apply(.keyPressed("y"))) == "No permission to use account 103-221-3039")
    state.press("c")
    #expect(copied(state.apply(.keyPressed("y"))) == "No permission to use account 103-221-3039")
  }

  @Test(arguments: [(40, 20), (80, 24), (120, 36)])
  func `two keys or three copy a ticket of the first cause`(columns: Int, rows: Int) throws {
    var state = opened(columns: columns, rows: rows)
    let ticket = try #require(copied(state.apply(.keyPressed("Y"))))
    #expect(ticket.contains("1. QUERY_ACCOUNT_UNAVAILABLE × 40"))
    #expect(ticket.contains("No permission to use account 103-221-3039"))
    #expect(!ticket.contains("QUERY_DATA_SOURCE_TIMEOUT ×"))
    #expect(state.notice?.text.hasPrefix("ticket (") == true)
    var list = Dashboard.watching(columns: columns, rows: rows)
    list.press("c")
    #expect(copied(list.apply(.keyPressed("Y"))) == ticket)
  }

  @Test func `e saves the queries of the cause here, and all failures by cause in the batch view`()
    throws
  {
    func saved(_ state: inout Dashboard) -> ListSave? {
      state.press("e")
      return state.apply(.keyPressed(.enter)).lazy.compactMap {
        if case .save(let list) = $0 { list } else { nil }
      }.first
    }
    var state = opened()
    let list = try #require(saved(&state))
    guard case .queries(let queries, _) = list.rows else {
      Issue.record("not queries")
      return
    }
    #expect(queries.map(\.id) == causes(state)[0].queryIDs)
    #expect(list.what == "40 queries of this cause")
    state.press("c")
    let all = try #require(saved(&state))
    #expect(all.rows == .failures(state.facts.snapshot.targets[0]))
    #expect(all.what == "50 failures by cause")
  }

  @Test func `R plans to run exactly its queries again, m lights its cells in the matrix`() throws {
    var state = opened()
    let ids = Set(try #require(causes(state).first).queryIDs)
    #expect(state.apply(.keyPressed("R")) == [.action(Self.target, .plan(.ids(ids), file: nil))])
    _ = state.apply(.keyPressed(.escape))
    state.press("m")
    #expect(state.top is MatrixView)
  }

  @Test func `without a failure it says so and does nothing`() {
    var state = Dashboard.watching(SampleBatch(started: 0), columns: 120, rows: 36)
    state.press("c")
    _ = state.apply(.keyPressed(.enter))
    #expect(text(state).contains("nothing has failed"))
    for key in ["y", "Y", "e", "J"] {
      #expect(state.apply(.keyPressed(.character(Character(key)))) == [])
    }
    _ = state.apply(.keyPressed(.enter))
    #expect(state.notice?.text == "nothing has failed")
  }

  @Test func `a filter chooses causes by what they hold, with completion, and Esc shows all again`()
  {
    for (filter, count) in [
      ("code:*timeout", 1), ("account:103-221-3039", 1), ("failed>=40", 1), ("share<50", 1),
      ("again:fix", 1), ("date:09-11", 1), ("QUERY_", 2), ("news:new", 0),
    ] {
      var state = opened()
      state.press("/" + filter)
      #expect(view(state)?.ids.count == count, "\(filter)")
      _ = state.apply(.keyPressed(.enter))
      #expect(text(state).contains("Esc shows all"), "\(filter)")
      _ = state.apply(.keyPressed(.escape))
      #expect(view(state)?.ids.count == 2, "\(filter)")
    }
    var state = opened()
    state.press("/code:QUERY_D")
    _ = state.apply(.keyPressed(.tab))
    #expect(text(state).contains("filter: code:QUERY_DATA_SOURCE_TIMEOUT"))
  }

  @Test func `a filter keeps the cursor on its cause, and gives it back once that is listed again`()
  {
    var state = opened()
    state.press("J/timeout")
    _ = state.apply(.keyPressed(.enter))
    #expect(text(state).contains("cause 1 of 1"))
    _ = state.apply(.keyPressed(.escape))
    #expect(view(state)?.list.index == 1)
    state.press("/unavailable")
    _ = state.apply(.keyPressed(.enter))
    #expect(view(state)?.list.index == 0)
    _ = state.apply(.keyPressed(.escape))
    #expect(view(state)?.list.index == 1)
  }

  @Test func `what is done is done with the cause listed, not with the one in its place`() throws {
    var state = opened()
    state.press("/timeout")
    _ = state.apply(.keyPressed(.enter))
    let ids = Set(causes(state)[1].queryIDs)
    #expect(state.apply(.keyPressed("R")) == [.action(Self.target, .plan(.ids(ids), file: nil))])
    _ = state.apply(.keyPressed(.escape))
    #expect(
      copied(state.apply(.keyPressed("Y")))?.contains("1. QUERY_DATA_SOURCE_TIMEOUT × 10") == true)
    state.press("/nothing of the kind")
    _ = state.apply(.keyPressed(.enter))
    #expect(state.apply(.keyPressed("y")) == [])
    #expect(state.notice?.text == "no cause is listed")
  }

  @Test(arguments: [KeyPress.escape, "q"])
  func `leaving the queries of a cause leads back to the cause as it was`(key: KeyPress) throws {
    var state = opened(columns: 80, rows: 20)
    state.press("/QUERY_")
    _ = state.apply(.keyPressed(.enter))
    state.press("J")
    let before = try #require(view(state))
    _ = state.apply(.keyPressed(.enter))
    #expect(state.top is BatchView && state.visible.ids.count == 10)
    #expect(text(state).contains("Esc goes back to the cause"))
    _ = state.apply(.keyPressed(key))
    let after = try #require(view(state))
    #expect(after.list.selected == before.list.selected && after.typed.text == "QUERY_")
    // Esc from there is out of the filter, then out of the view, and no circle.
    for _ in 0..<2 { _ = state.apply(.keyPressed(.escape)) }
    #expect(state.top is BatchView && state.visible.ids.count == 800)
  }

  @Test func `a cell of several queries opens the worst where the matrix was opened from a cause`()
  {
    var state = opened()
    state.press("m")
    _ = state.apply(.keyPressed("-"))
    _ = state.apply(.keyPressed(.enter))
    #expect(state.top is QueryView)
    for _ in 0..<2 { _ = state.apply(.keyPressed(.escape)) }
    #expect(view(state)?.typed.isEmpty != false)
  }

  @Test func `a click chooses a cause and a double click shows its queries`() throws {
    var state = opened()
    let lines = state.frame().lines
    let y = try #require(lines.firstIndex { $0.contains("QUERY_DATA_SOURCE_TIMEOUT") })
    _ = state.apply(.mouseUsed(.pressed(x: 10, y: y)))
    #expect(view(state)?.list.index == 1)
    _ = state.apply(.mouseUsed(.doublePressed(x: 10, y: y)))
    #expect(Set(state.visible.ids) == Set(causes(state)[1].queryIDs))
  }
}
