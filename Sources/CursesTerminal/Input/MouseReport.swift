/// What a mouse did, as a terminal told it in one of the forms there are.
nonisolated package struct MouseReport: Hashable, Sendable {
  /// What was done with it.
  package enum Kind: Hashable, Sendable {
    case press
    case wheelUp
    case wheelDown
  }

  package let kind: Kind
  /// The cell, counted from 0.
  package let x: Int
  package let y: Int

  /// - Parameters:
  ///   - code: the button, with 4, 8 and 16 for what is held, 32 for a movement, 64 for a wheel.
  ///   - column: counted from 1, as is `row`.
  ///   - isRelease: whether the form has told that a button was let go.
  /// - Returns: nil for what is done nothing with: releases, movements, other buttons.
  init?(code: Int, column: Int, row: Int, isRelease: Bool = false) {
    guard !isRelease, column > 0, row > 0, code >= 0 else { return nil }
    switch code & ~0x1C {
    case 0: kind = .press
    case 64: kind = .wheelUp
    case 65: kind = .wheelDown
    default: return nil
    }
    x = column - 1
    y = row - 1
  }

  /// The forms that are control sequences: SGR (1006, in pixels 1016) and urxvt's (1015).
  init?(_ sequence: ControlSequence) {
    let numbers = sequence.numbers
    guard numbers.count == 3, sequence.intermediate == nil else { return nil }
    switch (sequence.prefix, sequence.final) {
    case (UInt8(ascii: "<"), UInt8(ascii: "M")):
      self.init(code: numbers[0], column: numbers[1], row: numbers[2])
    case (nil, UInt8(ascii: "M")):
      self.init(code: numbers[0] - 32, column: numbers[1], row: numbers[2])
    default: return nil
    }
  }

  /// The form of three bytes (X10), or of three characters in UTF-8 (1005), behind `ESC [ M`.
  ///
  /// - Parameter values: each is 32 more than what it stands for.
  init?(values: [Int]) {
    guard values.count == 3 else { return nil }
    self.init(code: values[0] - 32, column: values[1] - 32, row: values[2] - 32)
  }
}

/// The bytes behind `ESC [ M` as they come: it has to be found out which of the two forms they are in.
nonisolated struct MouseBytes: Hashable, Sendable {
  private var values: [Int] = []
  private var lead: UInt8?

  /// Takes the next byte.
  ///
  /// A byte that begins a character of two and one that goes on with it are one value: as two bytes they would be a column past
  /// 160 and a row past 95, which no terminal so old has.
  ///
  /// - Returns: whether the report is whole, and whether the byte is one of it.
  mutating func take(_ byte: UInt8) -> (isWhole: Bool, belongs: Bool) {
    if let lead {
      self.lead = nil
      if (0x80...0xBF).contains(byte) {
        values.append(Int(lead & 0x1F) << 6 | Int(byte & 0x3F))
        return (values.count == 3, true)
      }
      values.append(Int(lead))
      if values.count == 3 { return (true, false) }
    }
    if (0xC2...0xDF).contains(byte) {
      lead = byte
      return (false, true)
    }
    values.append(Int(byte))
    return (values.count == 3, true)
  }

  var report: MouseReport? {
    MouseReport(values: lead.map { values + [Int($0)] } ?? values)
  }
}
