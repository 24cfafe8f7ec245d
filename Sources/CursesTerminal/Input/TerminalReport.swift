/// What a terminal says of itself, asked or not; never a key.
nonisolated package enum TerminalReport: Hashable, Sendable {
  /// A colour in use: 10 is the text's, 11 the background's, 12 the cursor's (OSC 10 to 12), each channel 0 to 65,535.
  case color(slot: Int, red: UInt16, green: UInt16, blue: UInt16)
  /// Where the cursor is, counted from 1 (CPR); Shift and F3 send the same on some terminals.
  case cursorPosition(row: Int, column: Int)
  /// Whether the terminal's window has the focus (mode 1004).
  case focus(Bool)
  /// What kind of terminal it is, by the numbers of its answer (DA1).
  case attributes([Int])
  /// A private mode's setting (DECRPM): 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
  case mode(Int, setting: Int)
  /// Whether the terminal's colours are dark (mode 2031).
  case isDark(Bool)
  /// The size in characters, as the terminal has it.
  case size(rows: Int, columns: Int)
  /// The terminal has come as far as the question (DSR, `CSI 5 n`).
  case ready

  /// What an operating system command (OSC) of the terminal's says; nil where nothing of it is understood.
  init?(osc payload: [UInt8]) {
    let parts = payload.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard parts.count == 2, let slot = Int(String(decoding: parts[0], as: UTF8.self)),
      (10...12).contains(slot)
    else { return nil }
    let text = String(decoding: parts[1], as: UTF8.self)
    let values = Self.values(of: text)
    let channels = values.compactMap(Self.channel)
    guard channels.count == values.count, channels.count == (text.hasPrefix("rgba:") ? 4 : 3)
    else { return nil }
    self = .color(slot: slot, red: channels[0], green: channels[1], blue: channels[2])
  }

  /// The digits of each channel of a colour as X writes it: `rgb:ff/ff/ff`, `rgba:…`, or `#ffffff`.
  private static func values(of text: String) -> [Substring] {
    if text.hasPrefix("rgb:") || text.hasPrefix("rgba:") {
      return text.drop { $0 != ":" }.dropFirst().split(
        separator: "/", omittingEmptySubsequences: false)
    }
    let digits = text.dropFirst()
    guard text.hasPrefix("#"), digits.count % 3 == 0 else { return [] }
    let count = digits.count / 3
    return [
      digits.prefix(count), digits.dropFirst(count).prefix(count), digits.suffix(count),
    ]
  }

  /// One to four hexadecimal digits, scaled to 16 bits.
  private static func channel(_ digits: Substring) -> UInt16? {
    guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    let highest: UInt32 = (1 << (4 * UInt32(digits.count))) - 1
    return UInt16(value * 65_535 / highest)
  }

  /// What a control sequence of the terminal's says; nil where it is no report, or none that is understood.
  init?(_ sequence: ControlSequence) {
    let numbers = sequence.numbers
    switch (sequence.prefix, sequence.intermediate, sequence.final) {
    case (nil, nil, UInt8(ascii: "I")) where numbers.isEmpty: self = .focus(true)
    case (nil, nil, UInt8(ascii: "O")) where numbers.isEmpty: self = .focus(false)
    case (nil, nil, UInt8(ascii: "n")) where numbers == [0]: self = .ready
    case (nil, nil, UInt8(ascii: "R")) where numbers.count == 2,
      (UInt8(ascii: "?"), nil, UInt8(ascii: "R")) where (2...3).contains(numbers.count):
      self = .cursorPosition(row: numbers[0], column: numbers[1])
    case (nil, nil, UInt8(ascii: "t")) where numbers.count == 3 && numbers[0] == 8:
      self = .size(rows: numbers[1], columns: numbers[2])
    case (UInt8(ascii: "?"), nil, UInt8(ascii: "c")): self = .attributes(numbers)
    case (UInt8(ascii: "?"), UInt8(ascii: "$"), UInt8(ascii: "y")) where numbers.count == 2:
      self = .mode(numbers[0], setting: numbers[1])
    case (UInt8(ascii: "?"), nil, UInt8(ascii: "n"))
    where numbers.count == 2 && numbers[0] == 997 && (1...2).contains(numbers[1]):
      self = .isDark(numbers[1] == 1)
    default: return nil
    }
  }
}
