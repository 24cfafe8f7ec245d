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
