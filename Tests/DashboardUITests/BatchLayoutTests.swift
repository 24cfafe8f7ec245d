import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI
@testable import QueryCore

@Suite("The batch view on screens of any size") struct BatchLayoutTests {
  private func rows(_ state: Dashboard) -> Int {
    state.frame().lines.count { $0.contains("query_") && $0.contains("✗") }
  }

  @Test func `80×24 shows the verdict, the codes and at least ten queries`() {
    let state = Dashboard.watching()
    let lines = state.frame().lines
    #expect(lines[1].hasPrefix(" ✗ "))
    #expect(lines.contains { $0.contains("QUERY_ACCOUNT_UNAVAILABLE") })
    #expect(lines.contains { $0.contains("QUERY_DATA_SOURCE_TIMEOUT") })
    #expect(rows(state) >= 10)
  }

  @Test func `40×20 shows the verdict, the counters, the codes and the names of queries`() throws {
    let state = Dashboard.watching(columns: 40, rows: 20)
    let lines = state.frame().lines
    #expect(lines[1].hasPrefix(" ✗ "))
    let codes = ["QUERY_ACCOUNT_UNAVAILABLE", "QUERY_DATA_SOURCE_TIMEOUT"]
    for code in codes { #expect(lines.contains { $0.contains(code) }, "\(code)") }
    #expect(lines.contains { $0.contains("451") && $0.contains("251") })
    #expect(rows(state) >= 4)
    #expect(lines.contains { $0.contains("✗  query_238") && $0.contains("QUERY_ACCOUNT_UNA") })
  }

  @Test(arguments: [40, 60, 72, 80, 100, 160]) func `a row never loses the code of its error`(
    columns: Int
  ) {
    let lines = Dashboard.watching(columns: columns, rows: 30).frame().lines
    let row = lines.first { $0.contains("✗") && $0.contains("query_") } ?? ""
    #expect(row.contains("QUERY_ACCOUN"), "\(columns)")
  }

  @Test func `from 160 columns the query under the cursor stands whole beside the list`() throws {
    var state = Dashboard.watching(columns: 160, rows: 48)
    func text() -> String { state.frame().lines.joined(separator: "\n") }
    #expect(text().contains("schedule id  qrb_3feb5ff5c71e_query_238"))
    #expect(text().contains("No permission to use account 111-277-3143"))
    state.press("jjj")
    #expect(text().contains("schedule id  qrb_3feb5ff5c71e_query_224"))
    #expect(
      !Dashboard.watching(columns: 159, rows: 48).frame().lines.contains {
        $0.contains("same cause")
      })
  }

  private func verdictLines(_ verdict: Verdict, columns: Int, most: Int) -> [StyledLine] {
    VerdictLines(
      verdict, hasFailures: true, columns: columns, most: most, glyphs: .unicode
    ).lines
  }

  @Test func `no line of the verdict is lost: what does not fit ends with an ellipsis`() {
    let long = String(repeating: "very long words ", count: 60)
    let verdict = Verdict(sentence: long, short: long, pattern: nil)
    for columns in [40, 80, 160] {
      for most in 1...3 {
        let lines = verdictLines(verdict, columns: columns, most: most)
        #expect(lines.count == most)
        #expect(lines.allSatisfy { $0.width <= columns })
        #expect(lines.last?.spans.last?.text.string.hasSuffix("…") == true)
      }
    }
  }

  @Test func `the whole sentence stands where it fits, the short form where it does not`() {
    let verdict = Verdict(
      sentence: "20 of 27 failures are one account, act_9406548372, on every day: fix its access.",
      short: "✗27: act_94…8372 every day, fix access", pattern: nil)
    func text(_ columns: Int, most: Int) -> String {
      verdictLines(verdict, columns: columns, most: most).flatMap(\.spans).map(\.text.string)
        .joined()
    }
    #expect(text(120, most: 2) == " ✗ " + verdict.sentence)
    #expect(text(40, most: 3).hasPrefix(" ✗ 27: act_94…8372"))
    #expect(text(72, most: 1) == " ✗ 27: act_94…8372 every day, fix access")
  }

  @Test func `a counter that the rows contradict carries a mark, and no other`() {
    let line =
      Dashboard.doubting(columns: 120, rows: 36).frame().lines
      .first { $0.contains(" succeeded ") } ?? ""
    #expect(line.contains("53? failed"))
    #expect(line.filter { $0 == "?" }.count == 1)
    #expect(
      !Dashboard.watching(columns: 120, rows: 36).frame().lines.contains { $0.contains("50?") })
  }

  @Test func `the verdict follows the state of the batch although no row changes`() {
    var state = Dashboard.watching(SampleBatch(started: 848))
    let before = state.facts.batches[SampleBatch.target]?.version
    var monitor = SampleBatch(started: 848).monitor
    monitor.targets[0].state = .failed
    _ = state.apply(.snapshotArrived(monitor))
    #expect(state.facts.batches[SampleBatch.target]?.version == before.map { $0 + 1 })
    #expect(
      !(state.facts.batches[SampleBatch.target]?.verdict?.sentence.contains("so far") ?? true))
  }
}
