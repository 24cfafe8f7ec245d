import Foundation
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("A screen that lives") struct SteadyScreenTests {
  static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]

  /// Words that stand once in a line, with the column each begins at; numbers and what is glued to them are none.
  private func words(_ frame: Frame, in rect: Rect) -> [[String: Int]] {
    (rect.y..<rect.maxY).map { y in
      var found: [String: [Int]] = [:]
      var word = ""
      for x in rect.x...rect.maxX {
        let glyph: Character = x < rect.maxX ? frame[x, y].glyph : " "
        if glyph.isLetter {
          word.append(glyph)
        } else if !word.isEmpty {
          let before = x - word.count - 1
          let isUnit = before >= rect.x && frame[before, y].glyph.isNumber
          if word.count > 1, !isUnit { found[word, default: []].append(x - word.count) }
          word = ""
        }
      }
      return found.filter { $1.count == 1 }.mapValues { $0[0] }
    }
  }

  /// What stands elsewhere than a second before.
  private func moved(_ before: Frame, _ after: Frame, in rects: [Rect]) -> [String] {
    rects.filter { !$0.isEmpty }.flatMap { rect in
      zip(words(before, in: rect), words(after, in: rect)).flatMap { old, new in
        old.compactMap { word, x in
          new[word].flatMap { $0 == x ? nil : "\(word) from \(x) to \($0)" }
        }
      }
    }
  }

  private func title(_ size: Size) -> Rect {
    // The left half tells names and counts.
    Rect(x: size.columns / 2, y: 0, width: size.columns - size.columns / 2, height: 1)
  }

  @Test(arguments: sizes)
  func `keeps every label of a batch in its place, second by second`(columns: Int, rows: Int) {
    let size = Size(columns: columns, rows: rows)
    var state = Dashboard(
      targets: [SampleBatch.target], size: size, now: StoryOfBatch.start)
    var story = StoryOfBatch()
    var before: (frame: Frame, layout: BatchLayout)?
    var rebuilt = 0
    for second in 0...(StoryOfBatch.end + 30) {
      _ = state.apply(.ticked(StoryOfBatch.start.addingTimeInterval(Double(second))))
      if StoryOfBatch.isPolled(second) {
        story.poll(at: second)
        _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [story.snapshot])))
      }
      guard let view = state.batch else { return }
      let (frame, layout) = (state.frame(), view.layout(state.facts))
      if let before, second != StoryOfBatch.end, second != StoryOfBatch.end + 2 {
        if before.layout != layout {
          rebuilt += 1
          #expect(layout[.queries].y >= before.layout[.queries].y, "at \(second) s")
        } else {
          let queries = QueriesPanel.box(in: layout[.queries]).inside
          let causes =
            CausesPanel.box(in: layout[.causes], isOpen: ListBox.isOpen(state.facts.area)).inside
          let news = moved(
            before.frame, frame,
            in: [
              title(size), layout[.progress], layout[.queue],
              Rect(x: queries.x, y: queries.y, width: queries.width, height: 1),
              Rect(x: causes.x, y: causes.y, width: causes.width, height: 1),
            ])
          #expect(news == [], "at \(second) s, \(columns)×\(rows)")
        }
      }
      before = (frame, layout)
    }
    // Panels make room for what comes: the verdict, and each new cause.
    #expect(rebuilt <= 6)
  }

  @Test(arguments: sizes)
  func `a shorter verdict and fewer causes pull no row away from under the eye`(
    columns: Int, rows: Int
  ) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    let before = try #require(state.batch).layout(state.facts)[.queries]
    var monitor = SampleBatch().monitor
    var batch = try #require(monitor.targets[0].detail.batch)
    batch.queries = BatchRows((1...20).map { BatchQuery(id: "query_\($0)", state: .running) })
    batch.progress = BatchProgress(queued: 0, running: 20, succeeded: 0, failed: 0)
    monitor.targets[0].detail = .batch(batch)
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.facts.batches[SampleBatch.target]?.causes.isEmpty == true)
    #expect(try #require(state.batch).layout(state.facts)[.queries] == before)
    // Another size begins anew, and so does the first size then.
    _ = state.apply(.resized(Size(columns: columns, rows: rows + 1)))
    _ = state.apply(.resized(Size(columns: columns, rows: rows)))
    #expect(try #require(state.batch).layout(state.facts)[.queries].y <= before.y)
  }

  @Test(arguments: sizes)
  func `keeps every column of the targets in its place, second by second`(columns: Int, rows: Int) {
    let size = Size(columns: columns, rows: rows)
    var stories = (1...3).map { StoryOfBatch(sampleTarget("prod:batch/qrb_story\($0)")) }
    let rest = SampleTargets.monitor.targets.prefix(20)
    let targets = stories.map(\.snapshot.target) + rest.map(\.target)
    var state = Dashboard(targets: targets, size: size, now: StoryOfBatch.start)
    var before: Frame?
    for second in 0...(StoryOfBatch.end + 30) {
      _ = state.apply(.ticked(StoryOfBatch.start.addingTimeInterval(Double(second))))
      if StoryOfBatch.isPolled(second) {
        for index in stories.indices { stories[index].poll(at: max(0, second - index * 10)) }
        // Targets come and go by a filter's leave: as few as fit, and more.
        let shown = second > 60 && second < 80 ? 2 : 20
        _ = state.apply(
          .snapshotArrived(
            MonitorSnapshot(targets: stories.map(\.snapshot) + Array(rest.prefix(shown)))))
      }
      let frame = state.frame()
      if let before {
        let inside = TargetsPanel.box(in: state.facts.area).inside
        let header = Rect(x: inside.x, y: inside.y, width: inside.width, height: 1)
        #expect(moved(before, frame, in: [title(size), header]) == [], "at \(second) s")
      }
      before = frame
    }
  }

  @Test(arguments: sizes)
  func `keeps the scrollbar's column whether there is one or not`(columns: Int, rows: Int) throws {
    var state = Dashboard.watchingMany(columns: columns, rows: rows)
    let all = TargetsPanel.columns(of: try #require(state.targets), state.facts)
    let width = TargetsPanel.nameWidth(of: try #require(state.targets), state.facts)
    state.press("/q_done_12")
    let few = TargetsPanel.columns(of: try #require(state.targets), state.facts)
    #expect(few == all)
    #expect(TargetsPanel.nameWidth(of: try #require(state.targets), state.facts) == width)
  }

  @Test(arguments: sizes + [(60, 9), (30, 7)])
  func `what is said once moves nothing, however many lines it takes`(
    columns: Int, rows: Int
  ) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("G")
    let (area, before) = (state.facts.area, state.frame().lines)
    state.say(String(repeating: "what was asked for is done ", count: 9))
    _ = state.apply(.ticked(SampleBatch.now))
    #expect(state.facts.area == area)
    let after = state.frame().lines
    #expect(after.contains { $0.contains("what was asked") })
    let first = try #require(after.firstIndex { $0.contains("what was asked") })
    #expect(after[..<first] == before[..<first])
    // A click on it takes it away, and is none on what lies beneath.
    _ = state.apply(.mouseUsed(.pressed(x: 2, y: first)))
    #expect(state.frame().lines == before)
  }

  @Test(arguments: sizes)
  func `what is wrong with a filter moves nothing, and is told whole`(columns: Int, rows: Int) {
    var state = Dashboard.watching(columns: columns, rows: rows)
    let area = state.facts.area
    state.press("/")
    #expect(state.facts.area == area)
    state.press("state:fialed")
    #expect(state.facts.area == area)
    #expect(state.text.contains("unsupported"))
  }

  @Test func `a title keeps its words apart from what a budget has left`() throws {
    var places: Set<Int> = []
    for remaining in [5000, 999, 87, 0] {
      var state = Dashboard.watching(columns: 120, rows: 36)
      var monitor = SampleBatch().monitor
      monitor.budgets["supermetrics"] = RequestBudget(limit: 5000, remaining: remaining)
      _ = state.apply(.snapshotArrived(monitor))
      let line = Array(state.frame().lines[0])
      places.insert(try #require(line.firstIndex(of: "●")))
    }
    #expect(places.count == 1)
  }
}
