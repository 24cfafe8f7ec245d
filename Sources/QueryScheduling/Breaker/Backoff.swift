import Glibc

/// How long to leave alone what keeps failing.
///
/// The longest wait grows from 1 s by 1.6 to 120 s, and only two healthy minutes bring it back, so
/// that an answer now and then does not make a failing server look well.
package struct Backoff: Hashable, Sendable {
  package static let first = 1.0
  package static let factor = 1.6
  package static let longest = 120.0
  /// Seconds of health after which the failures before are forgotten.
  package static let recovery = 120.0

  /// Failures not forgotten yet.
  package private(set) var level = 0
  private var healthySince: Double?

  package init() {}

  /// Counts a failure; `now` is in seconds on the engine's clock.
  package mutating func fail(at now: Double) {
    if let since = healthySince, now - since >= Self.recovery { level = 0 }
    healthySince = nil
    level += 1
  }

  /// Counts a good answer.
  package mutating func succeed(at now: Double) {
    if healthySince == nil { healthySince = now }
  }

  /// The longest wait now, in seconds.
  package var ceiling: Double {
    min(Self.longest, Self.first * pow(Self.factor, Double(min(max(level, 1), 32) - 1)))
  }

  /// A wait with full jitter: anything from nothing to the ceiling.
  package func wait(_ random: inout Randomness) -> Double { ceiling * random.unit() }
}

/// Where chance comes from: the system's generator, or one with a seed where a run is to be
/// repeated.
package struct Randomness: Sendable {
  private var generator: any RandomNumberGenerator & Sendable

  package init(_ generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()) {
    self.generator = generator
  }

  /// A number from 0 up to 1, 1 itself excluded, each as likely.
  package mutating func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
}
