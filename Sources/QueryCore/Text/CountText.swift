/// Writes whole numbers with a comma at each thousand: `1,204`.
package enum CountText {
  package static func grouped(_ value: Int) -> String {
    grouped(decimal: String(value))
  }

  /// The same for a number as text, `-1204.50`: what follows its whole digits stays as it is.
  package static func grouped(decimal text: String) -> String {
    let bytes = Array(text.utf8)
    let start = bytes.first == UInt8(ascii: "-") ? 1 : 0
    let end = bytes[start...].firstIndex { $0 &- UInt8(ascii: "0") > 9 } ?? bytes.count
    guard end - start > 3 else { return text }
    var out = Array(bytes[..<start])
    for place in start..<end {
      if place > start, (end - place) % 3 == 0 { out.append(UInt8(ascii: ",")) }
      out.append(bytes[place])
    }
    return String(decoding: out + bytes[end...], as: UTF8.self)
  }

  /// A count with its noun: `1 query`, `1,204 queries`.
  package static func of(_ value: Int, _ one: String, _ many: String) -> String {
    "\(grouped(value)) \(value == 1 ? one : many)"
  }
}

/// Writes a share of work done, always rounded down: `62.4 %`, and `100 %` only when nothing is left.
package enum PercentText {
  package static func of(_ done: Int, _ total: Int) -> String {
    guard total > 0 else { return "- %" }
    if done >= total { return "100 %" }
    let thousandths = max(0, done) * 1000 / total
    return "\(thousandths / 10).\(thousandths % 10) %"
  }
}
