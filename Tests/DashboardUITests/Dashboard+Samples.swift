import DashboardUI
import QueryCore
import TestSupport
import TextCanvas

extension DashboardState {
  /// A dashboard that has seen one batch once.
  static func watching(
    _ batch: SampleBatch = SampleBatch(), columns: Int = 80, rows: Int = 24,
    glyphs: GlyphSet = .unicode
  ) -> DashboardState {
    var state = DashboardState(
      targets: [SampleBatch.target], size: Size(columns: columns, rows: rows),
      now: SampleBatch.now, options: DisplayOptions(glyphs: glyphs))
    _ = state.apply(.snapshotArrived(batch.monitor))
    return state
  }

  /// Presses keys one after another: letters as they are.
  mutating func press(_ keys: String) {
    for key in keys { _ = apply(.keyPressed(.character(key))) }
  }
}
