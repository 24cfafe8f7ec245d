/// A number as a whole number of some power of ten, exactly.
struct PlainDecimal: Hashable, Sendable {
  /// The digits without their point.
  private(set) var units: Int128
  /// Digits behind the point.
  private(set) var scale: Int

  static let zero = PlainDecimal(units: 0, scale: 0)

  private init(units: Int128, scale: Int) {
    self.units = units
    self.scale = scale
  }

  /// Reads a number in JSON's grammar of at most 18 digits and no exponent; nil for any other.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard text.count <= 20 else { return nil }
    var value: Int64 = 0
    var digits = 0
    var point: Int?
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): continue
      case UInt8(ascii: "."): point = digits
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 18 else { return nil }
        digits += 1
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      default: return nil
      }
    }
    units = Int128(text.first == UInt8(ascii: "-") ? -value : value)
    scale = point.map { digits - $0 } ?? 0
  }

  /// The sum, at the finer scale; nil where it is too large.
  func adding(_ other: PlainDecimal) -> PlainDecimal? {
    let scale = max(scale, other.scale)
    guard let left = units(at: scale), let right = other.units(at: scale) else { return nil }
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? nil : PlainDecimal(units: sum, scale: scale)
  }

  /// Whether it is less; nil where that cannot be said exactly.
  func isLess(than other: PlainDecimal) -> Bool? {
    if scale == other.scale { return units < other.units }
    let scale = max(scale, other.scale)
    guard let left = units(at: scale), let right = other.units(at: scale) else { return nil }
    return left < right
  }

  private func units(at finer: Int) -> Int128? {
    var units = units
    for _ in scale..<max(finer, scale) {
      let (product, overflows) = units.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      units = product
    }
    return units
  }

  /// The nearest double.
  var double: Double {
    var divisor = 1.0
    for _ in 0..<scale { divisor *= 10 }
    return Double(units) / divisor
  }

  /// With all digits of its scale: `-0.30`.
  var text: String {
    guard scale > 0 else { return "\(units)" }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return "\(units < 0 ? "-" : "")\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}
