package import TextCanvas

/// What is held with a key, as xterm numbers it and kitty after it.
nonisolated struct KeyModifiers: Hashable, Sendable {
  private let bits: Int
  private let isRelease: Bool

  /// - Parameters:
  ///   - parameter: 1 and the sum of what is held; 0 is as good as 1.
  ///   - event: 1 a press, 2 a repeat, 3 a release.
  init(parameter: Int, event: Int = 1) {
    // Caps Lock and Num Lock (64 and 128) are no modifiers of a key.
    bits = max(0, parameter - 1) & 0x3F
    isRelease = event == 3
  }

  var shift: Bool { bits & 1 != 0 }
  var alt: Bool { bits & 2 != 0 }
  var control: Bool { bits & 4 != 0 }

  /// Whether it is a press, and nothing is held that makes quite another key of it, as a window's own shortcuts do.
  var isPlainEnough: Bool { !isRelease && bits & 0x38 == 0 }

  /// A key that types nothing: Shift makes another function key of one, as terminal descriptions count them, and Control or Alt
  /// has some go by words; else what is held is left aside.
  func applied(to key: KeyPress) -> KeyPress? {
    guard isPlainEnough else { return nil }
    if case .function(let number) = key, shift || alt || control {
      return alt || control || number > 12 ? nil : .function(number + 12)
    }
    return alt || control ? key.byWord : key
  }
}

nonisolated extension KeyPress {
  /// The key held with Control or Alt; the key itself where that is nothing else.
  var byWord: KeyPress {
    switch self {
    case .left: .wordLeft
    case .right: .wordRight
    case .delete: .deleteWord
    case .backspace: .alt("\u{7F}")
    default: self
    }
  }

  /// The key that sends one character; nil for what no keyboard sends.
  package init?(sending value: UInt32) {
    switch value {
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x08, 0x7F: self = .backspace
    case 0x00: self = .control(" ")
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(UInt8(value) + 0x60)))
    case 0x1C...0x1F: self = .control(Character(Unicode.Scalar(UInt8(value) + 0x40)))
    case 0x80...0x9F: return nil
    default:
      guard let scalar = Unicode.Scalar(value) else { return nil }
      self = .character(Character(scalar))
    }
  }

  /// A key by its number in kitty's keyboard protocol, or in the form xterm has for keys that have none of their own.
  ///
  /// nil for a release, for keys with more held than Shift, Alt or Control, and for what types nothing.
  init?(code: Int, shifted: Int = 0, modifiers: KeyModifiers, text: [Int] = []) {
    guard modifiers.isPlainEnough, code >= 0 else { return nil }
    if let named = Self.numbered(code) {
      guard let key = modifiers.applied(to: named) else { return nil }
      // Held with Alt, the others are nobody's.
      guard !modifiers.alt || key != named else { return nil }
      self = key == .tab && modifiers.shift ? .backTab : key
      return
    }
    // Of the private characters, which stand for keys that type nothing, kitty's keypad is known alone.
    guard !(0xE000...0xF8FF).contains(code), code >= 0x20 else { return nil }
    guard let character = Self.typed(code, shifted, modifiers.shift, text) else { return nil }
    switch (modifiers.control, modifiers.alt) {
    case (false, false): self = .character(character)
    case (false, true): self = .alt(character)
    case (true, true): return nil
    case (true, false):
      guard (0x40...0x7E).contains(code) || code == 0x20,
        let key = KeyPress(sending: UInt32(code) & 0x1F)
      else { return nil }
      self = code == 0x20 ? .control(" ") : key
    }
  }

  /// What a key types: what the terminal says, else the shifted letter.
  private static func typed(_ code: Int, _ shifted: Int, _ shift: Bool, _ text: [Int]) -> Character?
  {
    var value = code
    if text.count == 1, text[0] >= 0x20 {
      value = text[0]
    } else if shift, shifted >= 0x20 {
      value = shifted
    } else if shift, (0x61...0x7A).contains(code) {
      value = code - 0x20
    } else if shift, (0x30...0x39).contains(code) {
      // What stands above a digit is the layout's to say.
      return nil
    }
    guard let scalar = Unicode.Scalar(UInt32(value)), !(0x7F..<0xA0).contains(scalar.value) else {
      return nil
    }
    return Character(scalar)
  }

  /// The keys that have a number and no character, and those that traditionally send a control character.
  private static func numbered(_ code: Int) -> KeyPress? {
    switch code {
    case 8, 127: .backspace
    case 9: .tab
    case 13, 57_414: .enter
    case 27: .escape
    case 57_376...57_398: .function(code - 57_363)
    case 57_399...57_408: .character(Character(Unicode.Scalar(UInt8(0x30 + code - 57_399))))
    case 57_409...57_426: keypad[code - 57_409]
    default: nil
    }
  }

  private static let keypad: [KeyPress] = [
    .character("."), .character("/"), .character("*"), .character("-"), .character("+"), .enter,
    .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end,
    .insert, .delete,
  ]
}
