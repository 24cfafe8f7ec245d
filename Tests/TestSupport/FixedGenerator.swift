/// A generator that gives one number for ever, so that jitter is what the test says.
package struct FixedGenerator: RandomNumberGenerator, Sendable {
  private let number: UInt64

  /// - Parameter number: 0 for the least jitter, `.max` for the most.
  package init(_ number: UInt64) { self.number = number }

  package mutating func next() -> UInt64 { number }
}
