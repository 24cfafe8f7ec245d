package import FoundationEssentials

/// What a batch's history says over time.
package enum ProgressHistory {
  /// Queries finished in each of `count` slices of `width` seconds from the first sample on, oldest first.
  ///
  /// What finished between two samples is spread evenly over the time between them; slices that span the whole history add up
  /// to all that finished while watched. A counter that falls adds nothing.
  package static func throughput(
    _ history: Series<ProgressSample>, slices count: Int, of width: Double
  ) -> [Double] {
    var slices = [Double](repeating: 0, count: max(0, count))
    let samples = history.elements
    guard count > 0, width > 0, width.isFinite, let first = samples.first else { return slices }
    for (before, after) in zip(samples, samples.dropFirst()) {
      let gained = Double(after.progress.finished - before.progress.finished)
      let from = before.at.timeIntervalSince(first.at) / width
      let to = after.at.timeIntervalSince(first.at) / width
      guard gained > 0, to >= from, from >= 0, from <= Double(count) else { continue }
      spread(gained, from: from, to: to, over: &slices)
    }
    return slices
  }

  /// Adds the share of `amount` that lies in the slices to each of them; places are counted in slices.
  private static func spread(
    _ amount: Double, from: Double, to: Double, over slices: inout [Double]
  ) {
    let last = slices.count - 1
    guard to > from else {
      slices[min(last, Int(from))] += amount
      return
    }
    for index in min(last, Int(from))...Int(min(Double(last), to)) {
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
