import QueryCore
import TestSupport
import TextCanvas

@testable import DashboardUI

extension Dashboard {
  /// A dashboard with the matrix of some queries on top.
  static func matrix(
    _ queries: BatchRows, columns: Int = 80, rows: Int = 24, glyphs: GlyphSet = .unicode
  ) -> Dashboard {
    var state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: columns, rows: rows),
      now: SampleBatch.now, options: DisplayOptions(glyphs: glyphs))
    _ = state.apply(.snapshotArrived(snapshot(queries)))
    state.press("m")
    return state
  }

  /// What the monitor would publish of some queries.
  static func snapshot(_ queries: BatchRows) -> MonitorSnapshot {
    func count(_ states: QueryState...) -> Int {
      queries.indices.count { states.contains(queries.state(at: $0)) }
    }
    var monitor = SampleBatch(accounts: 1, days: 1, started: 1).monitor
    monitor.targets[0].detail = .batch(
      BatchDetail(
        progress: BatchProgress(
          queued: count(.waiting), running: count(.running), succeeded: count(.succeeded),
          failed: count(.failed), total: queries.count), queries: queries))
    return monitor
  }

  /// The matrix on top.
  var matrix: MatrixView? { top as? MatrixView }

  /// The row and column of the cell under the cursor, as they are named.
  var cell: [String] {
    guard let matrix, let grid = matrix.grid else { return [] }
    return [
      grid.matrix.splits.rows[matrix.cursor.row].name,
      grid.matrix.columns[matrix.cursor.column].name(grid.matrix.unit, isShort: false),
    ]
  }

  /// The line that speaks of the cell under the cursor.
  var spoken: String { frame().lines.dropLast().suffix(2).joined() }
}
