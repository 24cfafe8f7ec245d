import FoundationEssentials

/// How fast a batch moves of late.
package enum ProgressRate {
  /// Queries finished a minute, over the newest samples that span at least `window`.
  ///
  /// - Returns: nil with fewer than two samples, or where no time lies between them.
  package static func perMinute(
    _ history: Series<ProgressSample>, window: Duration = .seconds(60)
  ) -> Double? {
    guard let last = history.last else { return nil }
    let from = last.at.addingTimeInterval(-window.inSeconds)
    let first = history.elements.last { $0.at <= from } ?? history.elements.first
    guard let first else { return nil }
    let span = last.at.timeIntervalSince(first.at)
    guard span > 0, span.isFinite else { return nil }
    return Double(max(0, last.progress.finished - first.progress.finished)) * 60 / span
  }
}
