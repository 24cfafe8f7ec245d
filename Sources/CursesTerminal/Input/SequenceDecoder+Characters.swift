import TextCanvas

// What is no part of a sequence.
nonisolated extension SequenceDecoder {
  mutating func takeGround(_ byte: UInt8) {
    switch character.take(byte) {
    case .more: return
    case .broken:
      // What was begun was no character; the byte may begin one.
      character = PartialCharacter()
      isAlt = false
      takeGround(byte)
    case .invalid:
      isAlt = false
      begin(eightBit: byte)
    case .whole(let scalar):
      if scalar == 0x1B { return begin(.escape(twice: false)) }
      if (0x80..<0xA0).contains(scalar) { return begin(eightBit: UInt8(scalar)) }
      type(scalar)
    }
  }

  private mutating func type(_ scalar: UInt32) {
    defer { isAlt = false }
    guard let key = KeyPress(sending: scalar) else { return }
    guard isAlt else { return tokens.append(.key(key)) }
    switch key {
    case .character(let character): tokens.append(.key(.alt(character)))
    case .backspace: tokens.append(.key(.alt("\u{7F}")))
    // The interrupt and the like are heard whatever came before them; Enter and Tab held with Alt are nobody's.
    case .control: tokens.append(.key(key))
    default: break
    }
  }
}
