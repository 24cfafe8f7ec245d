/// Writes whole numbers with a comma at each thousand: `1,204`.
package enum CountText {
  package static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude).utf8)
    guard digits.count > 3 else { return String(value) }
    var out: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(UInt8(ascii: ",")) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A count with its noun: `1 query`, `1,204 queries`.
  package static func of(_ value: Int, _ one: String, _ many: String) -> String {
    "\(grouped(value)) \(value == 1 ? one : many)"
  }
}
