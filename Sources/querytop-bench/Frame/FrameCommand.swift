import ArgumentParser
import QueryCore

/// Weighs the drawing of one frame against a hundredth of a core.
struct FrameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frame",
    abstract: "Times what the dashboard does for a new answer and for a key.",
    discussion: """
      Ten milliseconds a second are 1 % of a core, the program's whole allowance at an answer a \
      second. Exits 1 when a bound is missed.
      """)

  func run() throws {
    var table = VerdictTable(
      title: "one fact taken in and 120×40 drawn, median; \(ProcFile.load)", peer: "of 10 ms/s")
    for (queries, bound) in [(800, 5.0), (10_000, 40)] {
      let figures = try FrameFigures(queries: queries)
      let size = "\(CountText.grouped(queries)) queries"
      table.findings += [
        Self.line("answer, \(size)", figures.snapshots.median, .atMost(bound)),
        Self.line("  its slowest of 15", figures.snapshots.max(), nil),
        Self.line("key, \(size)", figures.keys.median, .atMost(2)),
        Self.line("  its slowest of 15", figures.keys.max(), nil),
        Self.line("a moment of the past, \(size)", figures.moments.median, .atMost(30)),
        Self.line("  its slowest of 15", figures.moments.max(), nil),
        Finding("  pictures that did not change", Double(figures.unchanged), bound: .exactly(0)),
      ]
    }
    try table.conclude()
  }

  private static func line(_ name: String, _ milliseconds: Double?, _ bound: Bound?) -> Finding {
    let share = milliseconds.map { "\((($0 * 10) as Double).figureText) %" } ?? ""
    return Finding(name, milliseconds, "ms", bound: bound, peer: share)
  }
}
