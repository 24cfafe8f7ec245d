package import FoundationEssentials

/// What a batch's history says over time.
package enum ProgressHistory {
  /// Queries finished in each of `buckets` equal slices of the time the history spans, oldest first.
  ///
  /// What finished between two samples is spread evenly over the time between them; the slices add up to all that
  /// finished while watched. A counter that falls adds nothing.
  ///
  /// - Returns: as many zeros as buckets where the history spans no time.
  package static func throughput(_ history: Series<ProgressSample>, buckets: Int) -> [Double] {
    var slices = [Double](repeating: 0, count: max(0, buckets))
    let samples = history.elements
    guard buckets > 0, let first = samples.first, let last = samples.last else { return slices }
    let width = last.at.timeIntervalSince(first.at) / Double(buckets)
    guard width > 0, width.isFinite else { return slices }
    for (before, after) in zip(samples, samples.dropFirst()) {
      let gained = Double(after.progress.finished - before.progress.finished)
      let from = min(before.at.timeIntervalSince(first.at) / width, Double(buckets))
      let to = min(after.at.timeIntervalSince(first.at) / width, Double(buckets))
      guard gained > 0, to >= from, from >= 0 else { continue }
      spread(gained, from: from, to: to, over: &slices)
    }
    return slices
  }

  /// Adds `amount` to the slices between two places, which are counted in slices.
  private static func spread(
    _ amount: Double, from: Double, to: Double, over slices: inout [Double]
  ) {
    let last = slices.count - 1
    guard to > from else {
      slices[min(last, Int(from))] += amount
      return
    }
    for index in min(last, Int(from))...min(last, Int(to)) {
      let share = min(to, Double(index + 1)) - max(from, Double(index))
      slices[index] += amount * max(0, share) / (to - from)
    }
  }
}

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

/// The counters of a batch at one moment: one point of its history.
package struct ProgressSample: Hashable, Sendable {
  package let at: Date
  package let progress: BatchProgress

  package init(at: Date, progress: BatchProgress) {
    self.at = at
    self.progress = progress
  }
}
