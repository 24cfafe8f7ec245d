import ArgumentParser
import DashboardUI
import QueryCore
import TextCanvas

/// Weighs the matrix of a large batch: its model, and a picture of it.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Times the matrix of 40 accounts × 250 days: made anew, changed, moved in and drawn.",
    discussion: "Exits 1 when a bound is missed.")

  private static let rounds = 15

  func run() throws {
    let rows = MatrixBatch.rows()
    let answers = MatrixBatch.answers(after: rows, Self.rounds)
    var table = VerdictTable(
      title: "10,000 queries, 901 of them failed; median of \(Self.rounds); \(ProcFile.load)",
      peer: "slowest")
    table.findings.append(
      Self.line(
        "model: splits, weeks, rims and order", bound: 10,
        (0..<Self.rounds).map { _ in Self.milliseconds { _ = Self.model(rows) } }))
    guard let splits = BatchSplits(rows) else { throw ExitCode(1) }
    var matrix = SplitMatrix(rows, splits, by: .week)
    table.findings.append(
      Self.line(
        "model: another answer, 100 queries changed", bound: 2,
        answers.map { answer in Self.milliseconds { matrix.update(to: answer) } }))
    for (columns, lines) in [(40, 20), (80, 24), (120, 36), (200, 60)] {
      table.findings += try Self.frames(rows, Size(columns: columns, rows: lines))
    }
    try table.conclude()
  }

  private static func model(_ rows: BatchRows) -> [Int] {
    guard let splits = BatchSplits(rows) else { return [] }
    return SplitMatrix(rows, splits, by: .week).rowOrder(.failures)
  }

  /// The matrix on a screen: drawn after a key, and made anew for another size and drawn, which is all it ever does.
  private static func frames(_ rows: BatchRows, _ size: Size) throws -> [Finding] {
    var state = try MatrixBatch.dashboard(rows, size)
    _ = state.apply(.keyPressed(.character("m")))
    var (keys, anew): ([Double], [Double]) = ([], [])
    for round in 0..<rounds {
      keys.append(
        milliseconds {
          _ = state.apply(.keyPressed(.character(round % 2 == 0 ? "j" : "l")))
          _ = state.frame()
        })
      let other = Size(columns: size.columns - round % 2, rows: size.rows)
      anew.append(
        milliseconds {
          _ = state.apply(.resized(other))
          _ = state.frame()
        })
    }
    let name = "\(size.columns)×\(size.rows)"
    return [
      line("\(name): a key", bound: 10, keys), line("\(name): model and picture", bound: 10, anew),
    ]
  }

  private static func milliseconds(_ work: () -> Void) -> Double {
    ContinuousClock().measure(work) / .milliseconds(1)
  }

  private static func line(_ name: String, bound: Double, _ figures: [Double]) -> Finding {
    Finding(
      name, figures.median, "ms", bound: .atMost(bound), peer: figures.max()?.figureText ?? "")
  }
}
