/// The least and greatest of some numbers, and their sum.
///
/// Exact as long as all of them are plain decimals of at most 18 digits, so that tenths add up; with
/// others, as `1e400` or one of 38 digits, they are compared and added as doubles.
package struct NumberSummary: Hashable, Sendable {
  package private(set) var count = 0
  private var least: Extreme?
  private var greatest: Extreme?
  /// Nil once a number was not plain or the sum too large.
  private var exact: PlainDecimal? = .zero
  private var approximate = 0.0

  private struct Extreme: Hashable, Sendable {
    let text: String
    let plain: PlainDecimal?
    let double: Double
  }

  /// The source text of the least; nil where there is no number.
  package var minimum: String? { least?.text }
  /// The source text of the greatest; nil where there is no number.
  package var maximum: String? { greatest?.text }
  /// Whether the sum is exact.
  package var isExact: Bool { exact != nil }

  /// The sum, with as many digits behind the point as the numbers have; nil where it is beyond the range
  /// of a double.
  package var sum: String? {
    if let exact { return exact.text }
    return approximate.isFinite ? "\(approximate)" : nil
  }

  /// Nil where there is no number, or the sum is beyond the range of a double.
  package var mean: Double? {
    let mean = (exact?.double ?? approximate) / Double(count)
    return count > 0 && mean.isFinite ? mean : nil
  }

  /// Adds a number in JSON's grammar.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    count += 1
    let plain = PlainDecimal(text)
    let double = plain?.double ?? Double(String(decoding: text, as: UTF8.self)) ?? .nan
    approximate += double
    exact = plain.flatMap { exact?.adding($0) }
    if Self.isLess((plain, double), than: least) {
      least = Extreme(text: Self.cut(text), plain: plain, double: double)
    }
    if greatest.map({ Self.isLess(($0.plain, $0.double), than: (plain, double)) }) ?? true {
      greatest = Extreme(text: Self.cut(text), plain: plain, double: double)
    }
  }

  private typealias Number = (plain: PlainDecimal?, double: Double)

  private static func isLess(_ left: Number, than right: Extreme?) -> Bool {
    right.map { isLess(left, than: ($0.plain, $0.double)) } ?? true
  }

  private static func isLess(_ left: Number, than right: Number) -> Bool {
    guard let plain = left.plain, let other = right.plain else { return left.double < right.double }
    return plain.isLess(than: other) ?? (left.double < right.double)
  }

  /// A hostile number can be megabytes long.
  private static func cut(_ text: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: text.prefix(1024), as: UTF8.self)
  }
}
