import QueryCore
import TestSupport
import Testing

@testable import QueryReports

/// Tables for people and pipes.
struct PlainGridTests {
  private static let message =
    "The data source did not answer in time for <date> (task <n>), please try again later."

  private func grid(_ name: String) -> PlainGrid {
    PlainGrid(
      columns: [
        PlainColumn("NAME", isName: true), PlainColumn("STATE"),
        PlainColumn("FAILED", isNumber: true, yields: 2),
        PlainColumn("ELAPSED", isNumber: true, yields: 1),
      ],
      text: "MESSAGE", rows: [[name, "failed", "14", "3m12s", Self.message]])
  }

  @Test(arguments: [200, 120, 80, 60, 40, 20])
  func `no line is wider than the terminal, and no word of a message is lost`(columns: Int) {
    let lines = grid("supermetrics:batch/qrb_3feb5ff5c71e").lines(in: .terminal(columns: columns))
    #expect(lines.allSatisfy { $0.count <= columns })
    let shown = lines.joined(separator: " ").split(separator: " ")
    #expect(Self.message.split(separator: " ").allSatisfy(shown.contains))
  }

  @Test func `a pipe gets a line a row, with name and message whole`() {
    let name = String(repeating: "n", count: 90)
    let lines = grid(name).lines(in: .pipe)
    #expect(lines.count == 2)
    #expect(lines[1] == "\(name)  failed      14    3m12s  \(Self.message)")
  }

  @Test func `a name loses its middle and keeps both ends`() {
    let lines = grid("supermetrics:batch/qrb_3feb5ff5c71e").lines(in: .terminal(columns: 24))
    #expect(lines[1].hasPrefix("superme") && lines[1].contains("…") && lines[1].contains("71e  "))
  }

  @Test func `columns without a message give way within 80 columns of a pipe, the emptiest first`()
  {
    func header(_ name: String, elapsed: String) -> String {
      PlainGrid(
        columns: [
          PlainColumn("NAME", isName: true), PlainColumn("FAILED", isNumber: true, yields: 1),
          PlainColumn("ELAPSED", isNumber: true, yields: 2),
        ], rows: [[name, "14", elapsed]]
      ).lines(in: .pipe)[0]
    }
    #expect(header("n", elapsed: "-").hasSuffix("ELAPSED"))
    let long = String(repeating: "n", count: 70)
    #expect(header(long, elapsed: "-").hasSuffix("FAILED"))
    #expect(header(long, elapsed: "3s").hasSuffix("ELAPSED"))
  }

  @Test(arguments: [80, 40]) func `a batch with failures keeps within a terminal`(columns: Int) {
    let room = PlainRoom.terminal(columns: columns)
    let batch = SampleBatch().snapshot
    let report = FailureReport(batch)
    let lines =
      PlainTable.lines([batch], in: room, now: SampleBatch.now) + report.causeLines(in: room)
      + report.queryLines(in: room)
    #expect(lines.count > 10)
    for line in lines { #expect(line.count <= columns, "\(line)") }
  }

  @Test func `what a pipe is told of causes names each code and message whole`() {
    let report = FailureReport(SampleBatch().snapshot)
    let lines = report.causeLines()
    for cause in report.causes {
      #expect(
        lines.contains { $0.contains("  \(cause.code ?? "-")  ") && $0.hasSuffix(cause.message) })
    }
  }
}
