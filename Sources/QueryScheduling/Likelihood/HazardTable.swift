/// How likely work of an age is to end within the next second, estimated from what ended when.
///
/// Ages fall into bins that grow with them, four an octave. A bin's hazard is events over exposure,
/// with a prior of `1/(t+10)` worth two events.
package struct HazardTable: Sendable {
  package static let bins = 96
  private static let priorEvents = 2.0
  private static let zero = Int(truncatingIfNeeded: 1.0.bitPattern >> 50)

  private var events: [Double]
  private var exposure: [Double]
  /// By bin, ends a second.
  package private(set) var hazards: [Double]
  /// By bin, the hazard summed over all ages below it.
  private var sums: [Double]

  package init() {
    events = Array(repeating: 0, count: Self.bins)
    exposure = events
    hazards = (0..<Self.bins).map { 1 / (Self.start(of: $0) + 10) }
    sums = events
    sum(from: 0)
  }

  /// The ends to expect up to an age, of work that is begun anew whenever it ends.
  package func cumulative(_ age: Double) -> Double {
    let bin = Self.bin(of: age)
    return sums[bin] + hazards[bin] * (max(age, 0) - Self.starts[bin])
  }

  private mutating func sum(from first: Int) {
    for bin in first..<(Self.bins - 1) {
      sums[bin + 1] = sums[bin] + hazards[bin] * (Self.starts[bin + 1] - Self.starts[bin])
    }
  }

  private static let starts = (0..<bins).map { start(of: $0) }

  /// The bin of an age in seconds; anything below zero falls into the first.
  package static func bin(of age: Double) -> Int {
    // The top bits of a number are its exponent and then its mantissa: four steps an octave.
    let bits = (max(age, 0) + 1).bitPattern >> 50
    return min(max(Int(truncatingIfNeeded: bits) - zero, 0), bins - 1)
  }

  /// The least age of a bin, in seconds.
  package static func start(of bin: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: bin + zero) << 50) - 1
  }

  /// Records that work was alive from one age to another, and whether it ended there.
  package mutating func record(from start: Double, to end: Double, ended: Bool) {
    guard start.isFinite, end.isFinite, end >= start, end >= 0 else { return }
    let last = Self.bin(of: end)
    for bin in Self.bin(of: start)...last {
      let low = max(start, Self.start(of: bin))
      let high = bin == last ? end : min(end, Self.start(of: bin + 1))
      exposure[bin] += max(0, high - low)
      if bin == last, ended { events[bin] += 1 }
      hazards[bin] =
        (events[bin] + Self.priorEvents)
        / (exposure[bin] + Self.priorEvents * (Self.start(of: bin) + 10))
    }
    sum(from: Self.bin(of: start))
  }
}
