import QueryCore

extension TextRepair {
  /// What a repair may add to an answer, in bytes: a million bad bytes in one answer are no accident.
  private static let mostGrowth = 2 << 20

  /// A body that holds what `body` says and is text; nil where there is nothing to mend, or too much.
  ///
  /// - Parameter most: bytes it may have.
  static func repaired(_ body: [UInt8], to most: Int) -> (body: [UInt8], repair: TextRepair)? {
    let most = min(most, body.count + mostGrowth)
    var repair = TextRepair()
    var repaired: [UInt8] = []
    repaired.reserveCapacity(body.count + 1024)
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = body.makeIterator()
    var isInString = false
    // Behind a backslash stands what it escapes; where that is mended, the backslash goes.
    var isEscaped = false
    // Where the character at hand begins: what is mended has another length than it had.
    var place = 0
    while repaired.count <= most {
      switch parser.parseScalar(from: &bytes) {
      case .emptyInput:
        return repair.count > 0 ? (repaired, repair) : nil
      case .error(let length):
        repair.note(place)
        if isEscaped { repaired.removeLast() }
        repaired += [0xEF, 0xBF, 0xBD]
        isEscaped = false
        place += length
      case .valid(let scalar):
        let first = scalar.first ?? 0
        if isInString, first < 0x20 {
          repair.note(place)
          if isEscaped { repaired.removeLast() }
          repaired += "\\u00".utf8
          repaired += [hex(first >> 4), hex(first & 15)]
          isEscaped = false
        } else {
          repaired += scalar
          if isEscaped {
            isEscaped = false
          } else if first == UInt8(ascii: "\"") {
            isInString.toggle()
          } else if isInString, first == UInt8(ascii: "\\") {
            isEscaped = true
          }
        }
        place += scalar.count
      }
    }
    return nil
  }

  private static func hex(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
  }
}
