import Glibc
import QueryCore

/// Cells as bytes whose order is the order of the cells: numbers first, by value and exactly; then booleans, texts and
/// nested values by their bytes, which is the order of code points; null and missing last.
///
/// A text that JSON would take for a number is one, as in statistics. Equal numbers have equal bytes however they are spelled.
enum SortKey {
  /// From this first byte on a key stands for no value.
  static let firstWithoutValue: UInt8 = 0xF0

  /// Appends the key of a cell.
  static func append(_ kind: CellKind, _ text: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    switch kind {
    case .missing: key.append(0xF1)
    case .null: key.append(firstWithoutValue)
    case .boolean: append(text, after: 0x20, to: &key)
    case .number: appendNumber(text, to: &key)
    case .string:
      if NumberText.isNumber(text) {
        appendNumber(text, to: &key)
      } else {
        append(text, after: 0x30, to: &key)
      }
    case .nested: append(text, after: 0x40, to: &key)
    }
  }

  private static func append(
    _ text: UnsafeBufferPointer<UInt8>, after kind: UInt8, to key: inout [UInt8]
  ) {
    key.append(kind)
    key.append(contentsOf: text)
  }

  // MARK: Numbers

  /// A number in JSON's grammar: its sign, its power of ten, its digits two to a byte; of negative ones each byte
  /// turned round.
  ///
  /// Powers beyond 2³⁰ count as that.
  private static func appendNumber(_ text: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
    key.append(0x10)
    let mantissa = text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    guard let first = mantissa.firstIndex(where: isDigitAboveZero),
      let last = mantissa.lastIndex(where: isDigitAboveZero)
    else { return key.append(1) }
    let isNegative = text.first == UInt8(ascii: "-")
    key.append(isNegative ? 0 : 2)
    let start = key.count
    // The number is 0.d₁d₂d₃… × 10^power, where d₁ is not 0.
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
    let power = first < point ? point - first : point - first + 1
    append(power: power + exponent(text[mantissa.endIndex...]), to: &key)
    append(digits: mantissa[first...last], to: &key)
    guard isNegative else { return }
    key.append(0)
    for place in start..<key.count { key[place] = ~key[place] }
  }

  private static func isDigitAboveZero(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit && byte != UInt8(ascii: "0")
  }

  /// What stands behind the `e`.
  private static func exponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var value = 0
    for byte in text where byte.isASCIIDigit {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1 << 30)
    }
    return text.contains(UInt8(ascii: "-")) ? -value : value
  }

  /// In a byte where it is small, else with four more behind one that says so.
  private static func append(power: Int, to key: inout [UInt8]) {
    guard abs(power) > 120 else { return key.append(UInt8(127 + power)) }
    key.append(power < 0 ? 0 : 255)
    let biased = UInt32(clamping: power + 1 << 31)
    for shift: UInt32 in [24, 16, 8, 0] { key.append(UInt8(truncatingIfNeeded: biased >> shift)) }
  }

  /// Two to a byte, and 0 in none, which is the end.
  private static func append(
    digits: Slice<UnsafeBufferPointer<UInt8>>, to key: inout [UInt8]
  ) {
    var tens: UInt8?
    for byte in digits where byte.isASCIIDigit {
      let digit = byte - UInt8(ascii: "0")
      if let first = tens {
        key.append(first * 10 + digit + 1)
        tens = nil
      } else {
        tens = digit
      }
    }
    if let tens { key.append(tens * 10 + 1) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these bytes come before others: at the first that differs, or where they end.
  func isLess(than other: Self) -> Bool {
    guard let left = baseAddress, let right = other.baseAddress else { return count < other.count }
    // Both are at least as long as what is compared.
    let order = memcmp(left, right, Swift.min(count, other.count))
    return order != 0 ? order < 0 : count < other.count
  }
}
