extension ResultDecodeError {
  /// Makes an error, and finds the byte of those faults that the parser tells without their place.
  static func locating(_ reason: String, byte: Int, in body: [UInt8]) -> ResultDecodeError {
    let found: Int? =
      switch reason {
      case "text that is not UTF-8": firstBadUTF8(body)
      case "a control character inside a string": firstControl(body)
      case "a string without an end": openQuote(body)
      default: nil
      }
    return ResultDecodeError(byte: found ?? byte, reason: reason)
  }

  /// Where the first character begins that is not UTF-8.
  private static func firstBadUTF8(_ body: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = body.makeIterator()
    var byte = 0
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let scalar): byte += scalar.count
      case .error: return byte
      case .emptyInput: return nil
      }
    }
  }

  private static func firstControl(_ body: [UInt8]) -> Int? {
    walkStrings(body).control
  }

  private static func openQuote(_ body: [UInt8]) -> Int? {
    walkStrings(body).open
  }

  /// Goes through the strings up to the first control character in one, or to a quote never closed.
  private static func walkStrings(_ body: [UInt8]) -> (control: Int?, open: Int?) {
    var open: Int?
    var isEscaped = false
    for (index, byte) in body.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        open = open == nil ? index : nil
      } else if open != nil, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      if open != nil, byte < 0x20 { return (index, open) }
    }
    return (nil, open)
  }
}
