import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The list of queries") struct QueriesListTests {
  private func screen(_ state: Dashboard) -> String {
    state.frame().lines.joined(separator: "\n")
  }

  private func press(_ key: KeyPress, _ state: inout Dashboard) {
    _ = state.apply(.keyPressed(key))
  }

  private func tick(_ state: inout Dashboard, seconds: Double) {
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(seconds)))
  }

  // MARK: Marks

  @Test func `Space marks and moves down, and takes the mark away again`() throws {
    var state = Dashboard.watching()
    state.press("  ")
    #expect(state.batch?.queries.marks == Set(state.visible.ids.prefix(2)))
    #expect(state.batch?.queries.index == 2)
    #expect(screen(state).contains("2 marked") && screen(state).contains("│◆✗"))
    state.press("k ")
    #expect(state.batch?.queries.marks == Set(state.visible.ids.prefix(1)))
  }

  @Test func `marks survive filters, sorts and answers`() {
    var state = Dashboard.watching()
    state.press("   ")
    let marks = state.batch?.queries.marks
    state.press("/state:running")
    press(.enter, &state)
    state.press("sSfa")
    _ = state.apply(.snapshotArrived(SampleBatch(started: 700).monitor))
    #expect(state.batch?.queries.marks == marks && marks?.count == 3)
    state.press("u")
    #expect(state.batch?.queries.marks.isEmpty == true)
    #expect(screen(state).contains("3 marks taken away"))
  }

  @Test func `a star marks all that are listed, and takes their marks away again`() {
    var state = Dashboard.watching()
    state.press("/timeout")
    press(.enter, &state)
    state.press("*")
    #expect(state.batch?.queries.marks.count == 10)
    #expect(screen(state).contains("10 queries marked"))
    state.press("a*")
    #expect(state.batch?.queries.marks.count == 800)
    state.press("*")
    #expect(state.batch?.queries.marks.isEmpty == true)
  }

  @Test func `Space in the causes marks all of a cause`() throws {
    var state = Dashboard.watching()
    let causes = try #require(state.facts.batches[SampleBatch.target]?.causes)
    state.press("c ")
    #expect(state.batch?.queries.marks == Set(causes[0].queryIDs))
    #expect(screen(state).contains("of QUERY_ACCOUNT_UNAVAILABLE marked"))
    state.press(" ")
    #expect(state.batch?.queries.marks.count == causes[0].count + causes[1].count)
  }

  @Test func `what is chosen is what is marked, else the cause or the query under the cursor`()
    throws
  {
    var state = Dashboard.watching()
    func chosen() -> [String]? { state.batch?.chosenIDs(state.facts) }
    #expect(chosen() == [state.visible.ids[0]])
    state.press("c")
    #expect(chosen() == state.facts.batches[SampleBatch.target]?.causes[0].queryIDs)
    state.press("cj jj ")
    let marks = try #require(state.batch?.queries.marks)
    #expect(chosen().map(Set.init) == marks && chosen()?.count == 2)
    let places = chosen()?.compactMap { state.facts.batches[SampleBatch.target]?.index(of: $0) }
    #expect(places == places?.sorted())
  }

  // MARK: Failures

  @Test func `n and N go to the next failure and the one before, and say where they begin again`() {
    var state = Dashboard.watching()
    state.press("/account:100* !state:waiting")
    press(.enter, &state)
    state.press("ss")
    var seen: [Int] = []
    for _ in 0..<3 {
      state.press("n")
      seen.append(state.batch?.queries.index ?? -1)
    }
    let failed = state.visible.indices.indices.filter {
      SampleBatch().queries[state.visible.indices[$0]].state == .failed
    }
    #expect(seen == Array((failed + failed + failed).prefix(3)))
    state.press("gN")
    #expect(state.batch?.queries.index == failed.last)
    #expect(screen(state).contains("failure"))
  }

  @Test func `n says that nothing that is listed has failed`() {
    var state = Dashboard.watching()
    state.press("/state:running")
    press(.enter, &state)
    state.press("n")
    #expect(screen(state).contains("nothing that is listed has failed"))
  }

  // MARK: Order

  @Test func `s goes through the columns on screen and no others`() {
    for columns in [40, 60, 80, 120, 200] {
      var state = Dashboard.watching(columns: columns, rows: 36)
      var seen: [QueryColumn] = []
      for _ in 0..<12 {
        state.press("s")
        let header = state.frame().lines.first { $0.contains("ERROR") } ?? ""
        #expect(header.contains("▲"), "\(columns)")
        if let column = state.batch?.order.column { seen.append(column) }
      }
      #expect(Set(seen) == Set(state.batch?.shownColumns(state.facts) ?? []))
    }
  }

  @Test func `a sort by a column that a smaller screen has no room for is given up`() {
    var state = Dashboard.watching(columns: 120, rows: 36)
    while state.batch?.order.column != .rows { state.press("s") }
    _ = state.apply(.resized(Size(columns: 60, rows: 36)))
    #expect(state.batch?.order.column == .state)
  }

  @Test func `F6 lists the columns: Enter sorts, Space hides`() throws {
    var state = Dashboard.watching(columns: 120, rows: 36)
    press(.function(6), &state)
    #expect(screen(state).contains("Sort by"))
    state.press("jj")
    press(.enter, &state)
    #expect(state.batch?.order.column == .account)
    press(.function(6), &state)
    state.press(" ")
    #expect(screen(state).contains("hidden"))
    press(.enter, &state)
    #expect(screen(state).contains("ACCOUNT is not on screen: Space shows it"))
    press(.escape, &state)
    #expect(state.batch?.order.column == .state)
    #expect(state.batch?.shownColumns(state.facts).contains(.account) == false)
    #expect(state.hiddenColumns == ["queries": ["account"]])
    press(.function(6), &state)
    state.press("g ")
    #expect(screen(state).contains("STATE always stays"))
  }

  @Test func `the order is released five seconds after the last key, and not before`() {
    var state = Dashboard.watching()
    state.press("jjj")
    let held = state.visible.ids
    _ = state.apply(.snapshotArrived(SampleBatch(started: 650).monitor))
    tick(&state, seconds: 4)
    #expect(state.visible.ids == held && screen(state).contains("order held"))
    state.press("j")
    tick(&state, seconds: 8)
    #expect(state.visible.ids == held)
    tick(&state, seconds: 9)
    #expect(state.visible.ids != held && !screen(state).contains("order held"))
  }

  @Test func `a paused picture is not put in order behind one's back`() {
    var state = Dashboard.watching()
    state.press("jjj")
    _ = state.apply(.snapshotArrived(SampleBatch(started: 650).monitor))
    state.press("p")
    let held = state.visible.ids
    tick(&state, seconds: 60)
    #expect(state.visible.ids == held)
    state.press("p")
    tick(&state, seconds: 70)
    #expect(state.visible.ids != held)
  }

  @Test func `a failure that comes in while the order is held is counted at once`() {
    var state = Dashboard.watching(SampleBatch(started: 200), columns: 100, rows: 30)
    state.press("jj")
    _ = state.apply(.snapshotArrived(SampleBatch(started: 549).monitor))
    #expect(screen(state).contains("order held, "))
    #expect(screen(state).firstMatch(of: /\d+ failed, \d+ moved: \./) != nil)
  }

  @Test(arguments: [GlyphSet.unicode, .ascii])
  func `without borders the order held is told behind the names of the columns`(glyphs: GlyphSet) {
    var state = Dashboard.watching(
      SampleBatch(started: 200), columns: 40, rows: 20, glyphs: glyphs)
    state.press("jj")
    _ = state.apply(.snapshotArrived(SampleBatch(started: 549).monitor))
    let header = state.frame().lines.first { $0.contains("QUERY  ") }
    #expect(header?.firstMatch(of: /ERROR +held, \d+ failed: \./) != nil, "\(header ?? "")")
  }

  @Test func `with hands off every new failure is seen within six seconds, wherever the cursor is`()
  {
    for keys in ["", "j", "jjjj", "G", "f", "fG", "n", "sjSs"] {
      var state = Dashboard.watching(SampleBatch(started: 150), columns: 100, rows: 30)
      state.press(keys)
      guard state.batch?.order.isFailedFirst == true else { continue }
      let before = Set(SampleBatch(started: 150).queries.filter { $0.state == .failed }.map(\.id))
      _ = state.apply(.snapshotArrived(SampleBatch(started: 549).monitor))
      for second in 1...6 { tick(&state, seconds: Double(second)) }
      let new = SampleBatch(started: 549).queries
        .filter { $0.state == .failed && !before.contains($0.id) }
      let picture = screen(state)
      let newest = new.max { ($0.endedAt ?? .distantPast) < ($1.endedAt ?? .distantPast) }
      let isSeen = newest.map { picture.contains($0.id.dropFirst(SampleBatch.target.id.count + 1)) }
      #expect(isSeen == true || picture.contains("\(new.count) failed meanwhile: g"), "\(keys)")
    }
  }
}

@Suite("The cursor in a thousand stories") struct CursorStoryTests {
  /// A batch of 24 whose queries go on at random.
  private struct Story {
    var random: SplitMix64
    var queries = BatchRows(
      (0..<24).map { BatchQuery(id: "q\($0)", state: .waiting, accounts: ["act_\($0 % 5)"]) })
    var now = SampleBatch.now

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    mutating func answer() -> MonitorSnapshot {
      for _ in 0..<4 {
        let place = pick(queries.count)
        var query = queries[place]
        switch query.state {
        case .waiting:
          query.state = .running
          query.startedAt = now
        case .running:
          query.state = pick(3) == 0 ? .failed : .succeeded
          query.endedAt = now
          if query.state == .failed {
            query.failure = QueryFailure(code: "E\(pick(3))", message: "m")
          }
        default: break
        }
        queries[place] = query
      }
      func count(_ state: QueryState) -> Int { queries.count { $0.state == state } }
      var snapshot = TargetSnapshot(target: SampleBatch.target, state: .running)
      snapshot.observedAt = now
      snapshot.detail = .batch(
        BatchDetail(
          progress: BatchProgress(
            queued: count(.waiting), running: count(.running), succeeded: count(.succeeded),
            failed: count(.failed)), queries: queries))
      return MonitorSnapshot(targets: [snapshot], pace: .seconds(1))
    }
  }

  @Test func `no answer and no time moves it to another query, and no mark is lost`() {
    let keys: [[KeyPress]] = [
      ["j"], ["k"], ["j", "j", "j"], ["G"], [" "], ["n"], ["N"], ["s"], ["S"], ["f"], ["."],
      ["/", "q", "1", .enter], ["/", .enter], ["/", "E", .enter], [.pageDown], ["*"],
    ]
    for seed in 0..<1_000 {
      var story = Story(seed: UInt64(seed))
      var state = Dashboard(
        targets: [SampleBatch.target], size: Size(columns: 80, rows: 18 + seed % 9),
        now: story.now)
      _ = state.apply(.snapshotArrived(story.answer()))
      for _ in 0..<14 {
        for key in keys[story.pick(keys.count)] { _ = state.apply(.keyPressed(key)) }
        guard let before = state.batch?.queries else { continue }
        story.now.addTimeInterval(Double(1 + story.pick(3)))
        _ = state.apply(.snapshotArrived(story.answer()))
        _ = state.apply(.ticked(story.now))
        guard let after = state.batch?.queries else { continue }
        #expect(after.marks == before.marks, "seed \(seed)")
        guard let selected = before.selected else { continue }
        #expect(after.selected == selected, "seed \(seed)")
        let isOnIt =
          state.visible.ids.indices.contains(after.index)
          && state.visible.ids[after.index] == selected
        #expect(isOnIt, "seed \(seed)")
      }
    }
  }
}
