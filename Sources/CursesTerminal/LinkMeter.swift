/// What the way to the terminal carries, as a person may ask for it.
nonisolated package struct LinkMeter: Hashable, Sendable {
  /// Bytes and frames sent in the last ten seconds.
  package var bytes = 0
  package var frames = 0
  /// Frames of those seconds that were left out because the one before was still on its way.
  package var merged = 0
  /// How long the terminal took to answer last; nil where it has not answered.
  package var lag: Duration?

  /// In one line.
  package var sentence: String {
    let rate = Double(bytes) / 10
    let written =
      rate < 1000 ? "\(Int(rate.rounded())) B/s" : "\(Double(Int(rate / 100)) / 10) kB/s"
    let answer =
      lag.map { "answers in \(Int(($0 / .milliseconds(1)).rounded())) ms" } ?? "does not answer"
    return "terminal: \(answer); in the last 10 s \(written), \(frames) frames, \(merged) left out"
  }
}

/// Counts what is sent, second by second, for the last ten.
nonisolated struct LinkCounter {
  private struct Second {
    var number: Int64 = -1
    var meter = LinkMeter()
  }

  private let start = ContinuousClock.now
  private var seconds = [Second](repeating: Second(), count: 10)

  /// Counts within the present second.
  mutating func count(at now: ContinuousClock.Instant, _ change: (inout LinkMeter) -> Void) {
    let number = start.duration(to: now).components.seconds
    let place = Int(number % 10)
    if seconds[place].number != number { seconds[place] = Second(number: number) }
    change(&seconds[place].meter)
  }

  /// The sum of the last ten seconds.
  func meter(at now: ContinuousClock.Instant) -> LinkMeter {
    let number = start.duration(to: now).components.seconds
    return seconds.filter { $0.number > number - 10 && $0.number >= 0 }
      .reduce(into: LinkMeter()) {
        $0.bytes += $1.meter.bytes
        $0.frames += $1.meter.frames
        $0.merged += $1.meter.merged
      }
  }
}
