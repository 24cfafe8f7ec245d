/// How often something happened within a span that ends now, counted in slices and never too low.
struct SlidingWindowCounter: Sendable {
  private static let slices = 720

  private let slice: Double
  private var counts: [Int]
  private var newest = 0
  private(set) var total = 0

  /// - Parameter span: in seconds.
  init(span: Double) {
    slice = span / Double(Self.slices)
    // One more than the span holds: the oldest slice is only partly past.
    counts = Array(repeating: 0, count: Self.slices + 1)
  }

  /// Adds to the slice of `now`; less than nothing takes back.
  mutating func add(_ amount: Int, at now: Double) {
    advance(to: now)
    counts[newest % counts.count] += amount
    total += amount
  }

  /// Forgets what is past the span.
  mutating func advance(to now: Double) {
    let current = Int((now / slice).rounded(.down))
    guard current > newest else { return }
    if current - newest >= counts.count {
      for index in counts.indices { counts[index] = 0 }
      total = 0
    } else {
      for number in (newest + 1)...current {
        total -= counts[number % counts.count]
        counts[number % counts.count] = 0
      }
    }
    newest = current
  }

  /// Forgets the slices that ended before a moment.
  mutating func forget(before moment: Double, at now: Double) {
    advance(to: now)
    let first = Int((moment / slice).rounded(.down))
    for number in (newest - counts.count + 1)...newest where number < first && number >= 0 {
      total -= counts[number % counts.count]
      counts[number % counts.count] = 0
    }
  }

  /// The moment at which the total will have fallen to `limit` or below, if nothing is added.
  func moment(totalAtMost limit: Int, from now: Double) -> Double {
    var left = total
    for number in (newest + 1)...(newest + counts.count) {
      if left <= limit { return max(now, Double(number - 1) * slice) }
      left -= counts[number % counts.count]
    }
    return Double(newest + counts.count) * slice
  }
}
