import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import QueryReports

/// What stays on the main screen after quitting.
struct ExitSummaryTests {
  @Test(arguments: [200, 80, 40, 20])
  func `is a line a target that no terminal has to wrap`(columns: Int) {
    let batch = SampleBatch().snapshot
    let lines = ExitSummary.lines(
      [batch, batch], export: "the export of x was stopped: x.partial holds 12 rows",
      columns: columns, now: SampleBatch.now)
    #expect(lines.count == 3 && lines[2].hasSuffix("holds 12 rows"))
    #expect(lines.dropLast().allSatisfy { !$0.isEmpty && $0.count < columns })
  }

  @Test func `is ASCII where the terminal has nothing else`() {
    let lines = ExitSummary.lines(
      [SampleBatch().snapshot], export: "übersicht.csv was kept", columns: 40, glyphs: .ascii,
      now: SampleBatch.now)
    #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }, "\(lines)")
    #expect(lines[0].hasSuffix("~"))
  }

  @Test func `says that work goes on, where and how it stands`() {
    let line = ExitSummary.lines([SampleBatch().snapshot], columns: 200, now: SampleBatch.now)[0]
    #expect(
      line.hasPrefix(
        "supermetrics:batch/qrb_3feb5ff5c71e  running 62.6 % · goes on at supermetrics · 50 failed of 800 · elapsed "
      ))
    #expect(line.contains(" · So far 40 of 50 failures are 2 accounts"))
  }

  @Test func `says that work ends where the simulator does`() {
    let (batch, now) = (SampleBatch().snapshot, SampleBatch.now)
    let line = ExitSummary.lines([batch], isSimulated: true, columns: 200, now: now)[0]
    #expect(line.contains("  running 62.6 % · ended with the simulator · 50 failed of 800"))
    var done = batch
    done.state = .succeeded
    let end = ExitSummary.lines([done], isSimulated: true, columns: 200, now: now)[0]
    #expect(!end.contains("simulator"))
  }

  @Test func `says why a query failed, and that one was never heard of`() {
    var query = TargetSnapshot(target: sampleTarget("toolkit:job/j"), state: .failed)
    #expect(
      ExitSummary.lines([query], now: SampleBatch.now) == ["toolkit:job/j  no answer yet"])
    query.observedAt = SampleBatch.now
    query.failure = QueryFailure(code: "QUERY_TIMEOUT", message: "too\u{1B}[2J long")
    let line = ExitSummary.lines([query], now: SampleBatch.now)[0]
    #expect(line.hasPrefix("toolkit:job/j  failed · QUERY_TIMEOUT · too"))
    #expect(!line.unicodeScalars.contains { $0.value < 32 })
  }
}
