import TextCanvas

/// A control sequence (CSI) as it came: `ESC [`, a private mark, numbers, an intermediate sign, and the letter that ends it.
nonisolated struct ControlSequence: Hashable, Sendable {
  /// One of `< = > ?`, which marks a sequence that is no key's.
  let prefix: UInt8?
  /// The numbers between semicolons, each with what stands behind its colons; a missing one is 0, none is empty.
  let parameters: [[Int]]
  /// A sign from space to slash before the end.
  let intermediate: UInt8?
  let final: UInt8

  /// The first number of each parameter.
  var numbers: [Int] { parameters.map { $0[0] } }

  /// - Parameter body: all bytes between `ESC [` and the last, each from space to `?`.
  init(body: [UInt8], final: UInt8) {
    self.final = final
    prefix = body.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    intermediate = body.last { (0x20...0x2F).contains($0) }
    let digits = body.drop { (0x3C...0x3F).contains($0) }.prefix { $0 >= 0x30 }
    parameters =
      digits.isEmpty
      ? []
      : digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
        $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
      }
  }

  /// Digits as a number; more than six, which nothing sends, are as good as the largest.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    guard digits.count <= 6 else { return 9_999_999 }
    return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  /// The key it stands for; nil when it stands for none.
  var key: KeyPress? {
    guard prefix == nil else { return nil }
    if final == UInt8(ascii: "u") {
      guard intermediate == nil, let code = numbers.first else { return nil }
      return KeyPress(
        code: code, shifted: parameters[0].count > 1 ? parameters[0][1] : 0, modifiers: modifiers,
        text: parameters.count > 2 ? parameters[2] : [])
    }
    if final == UInt8(ascii: "~"), numbers.count == 3, numbers[0] == 27 {
      return KeyPress(code: numbers[2], modifiers: modifiers)
    }
    guard modifiers.isPlainEnough, intermediate == nil else { return nil }
    // rxvt ends a key with $ for Shift, ^ for Control and @ for both.
    let isOfRxvt = final == UInt8(ascii: "^") || final == UInt8(ascii: "@")
    guard final == UInt8(ascii: "~") || isOfRxvt || isShiftOfRxvt else {
      return lettered.flatMap { modifiers.applied(to: $0) }
    }
    guard let key = numbers.first.flatMap({ Self.numbered[$0] }) else { return nil }
    if case .function = key, final != UInt8(ascii: "~") { return nil }
    return isOfRxvt ? key.byWord : modifiers.applied(to: key)
  }

  /// The key a letter stands for; with numbers only where they tell of what is held.
  private var lettered: KeyPress? {
    guard numbers.isEmpty || final < UInt8(ascii: "a") && numbers.count < 3 else { return nil }
    if final >= UInt8(ascii: "P"), let first = numbers.first, first > 1 { return nil }
    return Self.finals[final]
  }

  /// A number and `$`, where no letter followed.
  private var isShiftOfRxvt: Bool { final == UInt8(ascii: "$") }

  private var modifiers: KeyModifiers {
    guard parameters.count > 1 else { return KeyModifiers(parameter: 1) }
    return KeyModifiers(
      parameter: parameters[1][0], event: parameters[1].count > 1 ? parameters[1][1] : 1)
  }

  /// The keys of the VT220 and its heirs, by their number.
  private static let numbered: [Int: KeyPress] = {
    var keys: [Int: KeyPress] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    for (first, numbers) in [
      (1, 11...15), (6, 17...21), (11, 23...26), (15, 28...29), (17, 31...34),
    ] {
      for number in numbers { keys[number] = .function(first + number - numbers.lowerBound) }
    }
    return keys
  }()

  /// The keys that a letter ends; small ones are rxvt's, with Shift.
  private static let finals: [UInt8: KeyPress] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down,
    UInt8(ascii: "c"): .right, UInt8(ascii: "d"): .left, UInt8(ascii: "P"): .function(1),
    UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
    UInt8(ascii: "S"): .function(4),
  ]

  /// The key of a Linux console's `ESC [ [` and a letter.
  static func consoleKey(_ final: UInt8) -> KeyPress? {
    (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final)
      ? .function(Int(final) - 0x40) : nil
  }

  /// The key of `ESC O`, numbers and a letter: cursor keys and the keypad, which types what is printed on it.
  static func shiftedKey(_ final: UInt8) -> KeyPress? {
    switch final {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: "X"): .character("=")
    // With Control, as rxvt sends them.
    case UInt8(ascii: "c"): .wordRight
    case UInt8(ascii: "d"): .wordLeft
    case UInt8(ascii: " "): .character(" ")
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      .character(Character(Unicode.Scalar(final - 0x40)))
    default: finals[final]
    }
  }
}
