import CResultParser

extension ResultDecodeError {
  /// Why the parser made no page; nil where it made one.
  ///
  /// It finds the byte of those faults that the parser tells without their place.
  init?(_ page: cresult_page, of body: [UInt8]) {
    guard let reason = page.reason else { return nil }
    let byte: Int? =
      switch page.fault {
      case cresult_bad_utf8: Self.firstBadUTF8(body)
      case cresult_control_in_string: Self.walkStrings(body).control
      case cresult_open_string: Self.walkStrings(body).open
      default: Int(page.byte)
      }
    self.init(byte: byte ?? 0, reason: String(cString: reason))
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

/// Why an answer's rows could not be read.
package struct ResultDecodeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte of the answer at which it was noticed, from 0.
  package let byte: Int
  /// What is wrong, in words that hold nothing of the answer.
  package let reason: String

  package var description: String { "\(reason) at byte \(byte)" }
}
