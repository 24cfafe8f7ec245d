import QueryCore

/// The decoded parameters of a URL's query; the last of a repeated name counts.
struct QueryParameters: Hashable, Sendable {
  private var values: [String: String] = [:]

  /// Decodes `name=value&…` as HTML forms encode it: `+` is a space, a broken escape stands for
  /// itself, and bytes that are not UTF-8 become U+FFFD, which no parameter of the contract allows.
  init(parsing query: String) {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[Self.decoded(parts[0])] = parts.count > 1 ? Self.decoded(parts[1]) : ""
    }
  }

  subscript(name: String) -> String? { values[name] }

  /// Reads a whole number; nil where the parameter is absent.
  ///
  /// - Throws: `Refusal.badRequest` for anything but digits with an optional minus sign, and for a
  ///   number out of `range`.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(Refusal) -> Int? {
    guard let text = values[name] else { return nil }
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), let number = Int(text) else {
      throw .badRequest("The parameter '\(name)' must be an integer.")
    }
    guard range.contains(number) else {
      let last = range.upperBound
      throw .badRequest(
        "The parameter '\(name)' must be \(range.lowerBound)"
          + (last == .max ? " or more." : " to \(last)."))
    }
    return number
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: "%"), index + 2 < source.count,
        let high = source[index + 1].hexDigitValue, let low = source[index + 2].hexDigitValue
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
