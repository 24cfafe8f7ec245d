/// The least and greatest of some numbers, and their sum.
///
/// Exact as long as all of them are plain decimals of at most 18 digits, so that tenths add up; others,
/// as `1e400` or one of 38 digits, are compared and added as doubles.
package struct NumberSummary: Hashable, Sendable {
  package private(set) var count = 0
  private var least: Extreme?
  private var greatest: Extreme?
  /// The sum of the plain decimals, but for what had to go to `rest`.
  private var exact = PlainDecimal.zero
  /// The sum of the others, and of what would not go into `exact`.
  private var rest = 0.0
  /// Whether nothing had to go to `rest`.
  package private(set) var isExact = true

  private struct Extreme: Hashable, Sendable {
    let text: String
    let plain: PlainDecimal?

    /// Slow, and asked for only beside a number that is not plain.
    var double: Double { plain?.double ?? Double(text) ?? .nan }

    func isLess(than other: Extreme) -> Bool {
      guard let plain, let other = other.plain else { return double < other.double }
      return plain.isLess(than: other) ?? (plain.double < other.double)
    }
  }

  /// The source text of the least; nil where there is no number.
  package var minimum: String? { least?.text }
  /// The source text of the greatest; nil where there is no number.
  package var maximum: String? { greatest?.text }

  /// The sum, with as many digits behind the point as the numbers have; nil where it is beyond the range
  /// of a double.
  package var sum: String? {
    if isExact { return exact.text }
    return double.isFinite ? "\(double)" : nil
  }

  /// Nil where there is no number, or the sum is beyond the range of a double.
  package var mean: Double? {
    let mean = double / Double(count)
    return count > 0 && mean.isFinite ? mean : nil
  }

  private var double: Double { exact.double + rest }

  /// Adds a number in JSON's grammar.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    count += 1
    guard let plain = PlainDecimal(text) else { return addOther(text) }
    if let sum = exact.adding(plain) {
      exact = sum
    } else {
      rest += exact.double
      exact = plain
      isExact = false
    }
    guard let low = least?.plain, let high = greatest?.plain,
      let isLess = plain.isLess(than: low), let isGreater = high.isLess(than: plain)
    else { return take(Extreme(text: String(decoding: text, as: UTF8.self), plain: plain)) }
    if isLess || isGreater {
      take(Extreme(text: String(decoding: text, as: UTF8.self), plain: plain))
    }
  }

  private mutating func addOther(_ text: UnsafeBufferPointer<UInt8>) {
    // A hostile number can be megabytes long.
    let number = Extreme(text: String(decoding: text.prefix(1024), as: UTF8.self), plain: nil)
    isExact = false
    rest += Double(String(decoding: text, as: UTF8.self)) ?? .nan
    take(number)
  }

  private mutating func take(_ number: Extreme) {
    if least.map({ number.isLess(than: $0) }) ?? true { least = number }
    if greatest.map({ $0.isLess(than: number) }) ?? true { greatest = number }
  }
}
