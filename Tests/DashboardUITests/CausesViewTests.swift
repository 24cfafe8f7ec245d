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

  private func view(_ state: Dashboard) -> CausesView? { state.top as? CausesView }

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

@Suite("New causes") struct CauseNewsTests {
  @Test func `those there at first are not new, those that appear are until they were looked at`() {
    var news = CauseNews()
    news.reconcile(with: ["a"], isLooking: false)
    news.reconcile(with: ["b", "a"], isLooking: false)
    #expect(news.isNew("b") && !news.isNew("a"))
    news.reconcile(with: ["b", "a"], isLooking: true)
    #expect(news.isNew("b"))
    news.reconcile(with: ["b", "a"], isLooking: false)
    #expect(!news.isNew("b"))
    news.reconcile(with: ["c", "b"], isLooking: false)
    #expect(news.isNew("c"))
  }

  @Test func `a narrow list says new only where others are not`() {
    let causes = ["A", "B"].map {
      FailureCause(code: $0, message: "", retry: .unknown, queryIDs: ["1"])
    }
    func drawn(_ known: [FailureCause]) -> String {
      var news = CauseNews()
      news.reconcile(with: known.map { CauseKey($0).rowID }, isLooking: false)
      var frame = Frame(size: Size(columns: 40, rows: 5))
      CausesPanel(
        causes: causes, list: ListPanel(), news: news, isFocused: false, isOpen: true,
        glyphs: .unicode
      ).draw(on: &frame, in: Rect(frame.size))
      return frame.lines.joined(separator: "\n")
    }
    #expect(!drawn([]).contains("new"))
    #expect(drawn([causes[1]]).contains("new A"))
  }

  @Test func `a new cause is marked in the panel until the person leaves it`() {
    var state = Dashboard.watching(SampleBatch(started: 0), columns: 120, rows: 36)
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    func marked() -> Bool {
      state.frame().lines.contains { $0.contains("new QUERY_ACCOUNT_UNAVAILABLE") }
    }
    #expect(marked())
    state.press("c")
    #expect(marked())
    state.press("c")
    #expect(!marked())
  }
}
