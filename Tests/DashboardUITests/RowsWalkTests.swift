import FoundationEssentials
import QueryCore
import ResultTables
import Testing
import TextCanvas

@testable import DashboardUI

/// Anything a person can press, in any order, over a server that answers late, out of order, short, or not at all.
@Suite("A random walk through rows") struct RowsWalkTests {
  private static let keys: [KeyPress] =
    "jkhlgGnNAyYCf-+<>0$^JKvr#1579/xaB".map { .character($0) } + [
      .enter, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .control("d"), .control("u"),
      .tab, .backspace, .home, .end, .function(1),
    ]

  @Test(arguments: [ResultAccess.random, .chained, .whole], 0..<4)
  func `ends with the cursor in the rows and the view loaded`(access: ResultAccess, seed: UInt64) {
    var random = Random(state: seed &* 77 &+ 1)
    let result = SampleResult(rows: [0, 1, 37, 4_321][Int(seed) % 4])
    var state = Dashboard.showing(SampleResult(rows: 37), access: access)
    var open: [ResultPageRequest] = []
    func keep(_ effects: [Effect]) {
      for case .results(_, .load(let requests)) in effects { open += requests }
    }
    for step in 0..<300 {
      if state.results == nil {
        open = []
        keep(state.apply(.keyPressed(.character("o"))))
        keep(state.apply(.resultEvent(SampleResult.target, .opened(access))))
      }
      if step % 40 == 7 {
        let size = Size(columns: random.next(140), rows: random.next(40))
        keep(state.apply(.resized(size)))
      }
      if !open.isEmpty, random.next(3) == 0 {
        let request = open.remove(at: random.next(open.count))
        let news: ResultEvent =
          random.next(6) == 0
          ? .failed(request, .timedOut) : .arrived(request, Self.answer(request, result, &random))
        keep(state.apply(.resultEvent(SampleResult.target, news)))
      }
      keep(state.apply(.keyPressed(Self.keys[random.next(Self.keys.count)])))
      _ = state.frame()
      guard let results = state.results else { continue }
      #expect(results.row >= 0 && results.row < max(1, results.rowCount))
      #expect(results.topRow >= 0 && results.topRow <= results.row)
      #expect(results.columns.shown.isEmpty || results.columns.shown.contains(results.column))
    }
    keep(state.apply(.resized(Size(columns: 80, rows: 24))))
    if state.top is PromptView || state.top is HelpView { keep(state.apply(.keyPressed(.escape))) }
    keep(state.apply(.keyPressed(.character("r"))))
    while let request = open.popLast() {
      keep(
        state.apply(.resultEvent(SampleResult.target, .arrived(request, result.answer(request)))))
    }
    expectRowsInView(state)
  }

  private func expectRowsInView(_ state: Dashboard) {
    guard let results = state.results else { return }
    let height = results.geometry(in: state.facts.area).height
    for row in results.topRow..<min(results.rowCount, results.topRow + height) {
      guard case .loaded = results.state(of: row) else {
        Issue.record("row \(row) of \(results.rowCount) is not there")
        return
      }
    }
  }

  /// An answer that may hold fewer rows than were asked for.
  private static func answer(
    _ request: ResultPageRequest, _ result: SampleResult, _ random: inout Random
  ) -> ResultPageAnswer {
    guard case .rows(let first, let count) = request, random.next(2) == 0 else {
      return result.answer(request)
    }
    return result.answer(.rows(first: first, count: max(1, random.next(max(1, count)))))
  }

  private struct Random {
    var state: UInt64

    /// A number below a bound, 0 for a bound of 0.
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return bound > 0 ? Int(state >> 33) % bound : 0
    }
  }
}
