import QueryCore

/// Numbers as JSON spells them.
enum NumberText {
  /// Whether a text is wholly a number by the grammar of RFC 8259, section 6.
  static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = text[...]
    skip(&rest, "-")
    if !skip(&rest, "0"), digits(&rest) == 0 { return false }
    if skip(&rest, "."), digits(&rest) == 0 { return false }
    if skip(&rest, "e") || skip(&rest, "E") {
      if !skip(&rest, "+") { skip(&rest, "-") }
      if digits(&rest) == 0 { return false }
    }
    return rest.isEmpty
  }

  @discardableResult
  private static func skip(
    _ text: inout Slice<UnsafeBufferPointer<UInt8>>, _ scalar: Unicode.Scalar
  ) -> Bool {
    guard text.first == UInt8(ascii: scalar) else { return false }
    text.removeFirst()
    return true
  }

  private static func digits(_ text: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let rest = text.drop(while: \.isASCIIDigit)
    defer { text = rest }
    return text.count - rest.count
  }
}
