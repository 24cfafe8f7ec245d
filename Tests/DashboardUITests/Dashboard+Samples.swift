import QueryCore
import TestSupport
import TextCanvas

@testable import DashboardUI

extension Dashboard {
  /// A dashboard that has seen one batch once.
  static func watching(
    _ batch: SampleBatch = SampleBatch(), columns: Int = 80, rows: Int = 24,
    glyphs: GlyphSet = .unicode
  ) -> Dashboard {
    var state = Dashboard(
      targets: [SampleBatch.target], size: Size(columns: columns, rows: rows),
      now: SampleBatch.now, options: DisplayOptions(glyphs: glyphs))
    _ = state.apply(.snapshotArrived(batch.monitor))
    return state
  }

  /// A dashboard that has seen a batch whose counters and rows disagree on what failed.
  static func doubting(columns: Int = 80, rows: Int = 24) -> Dashboard {
    var state = watching(columns: columns, rows: rows)
    var monitor = SampleBatch().monitor
    if var batch = monitor.targets[0].detail.batch {
      let told = batch.progress
      batch.progress = BatchProgress(
        queued: told.queued, running: told.running, succeeded: told.succeeded,
        failed: told.failed + 3)
      monitor.targets[0].detail = .batch(batch)
    }
    monitor.targets[0].doubts = ["counters say 53 failed, rows 50"]
    _ = state.apply(.snapshotArrived(monitor))
    return state
  }

  /// The batch view on top.
  var batch: BatchView? { top as? BatchView }

  /// The rows of the topmost batch as they are shown, a prompt over them or not.
  var visible: VisibleQueries {
    stack.lazy.compactMap { $0.view as? BatchView }.last?.visible ?? VisibleQueries()
  }

  /// The rows view, on top or under another.
  var results: RowsView? { stack.lazy.compactMap { $0.view as? RowsView }.last }

  /// Presses keys one after another: letters as they are.
  mutating func press(_ keys: String) {
    for key in keys { _ = apply(.keyPressed(.character(key))) }
  }
}
