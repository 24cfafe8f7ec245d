/// What a byte of text is in ASCII. Inlinable: they are asked of every byte of a message, a cell, a name.
extension UInt8 {
  @inlinable package var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  @inlinable package var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  /// 0 to 15; nil for what is no hexadecimal digit.
  @inlinable package var hexDigitValue: UInt8? {
    if isASCIIDigit { return self - UInt8(ascii: "0") }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }

  /// Whether the byte may stand in an id, a key or a source's name: `[A-Za-z0-9_-]`.
  @inlinable package var isNameByte: Bool {
    isASCIIDigit || isASCIILetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }
}
