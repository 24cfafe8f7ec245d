import TextCanvas

// Strings a terminal sends, and what is pasted: both end with a marker, and hold anything.
nonisolated extension SequenceDecoder {
  mutating func takeString(_ byte: UInt8, _ kind: StringKind, sawEscape: Bool) {
    if sawEscape {
      if byte == UInt8(ascii: "\\") { return endString(kind) }
      begin(.escape(twice: false))
      return take(byte)
    }
    switch byte {
    case 0x1B: state = .string(kind, sawEscape: true)
    case 0x18, 0x1A: reset()
    case 0x07 where kind == .command: endString(kind)
    case 0x9C where character.isEmpty: endString(kind)
    case 0x9C where kept.last == 0xC2:
      // The same as a character of two bytes, the first of which is kept already.
      kept.removeLast()
      length -= 1
      endString(kind)
    default:
      // Only to know whether a byte goes on with a character.
      if case .broken = character.take(byte) {
        character = PartialCharacter()
        _ = character.take(byte)
      }
      keep(byte)
    }
  }

  private mutating func endString(_ kind: StringKind) {
    let (payload, isWhole) = (kept, length == kept.count)
    reset()
    guard isWhole, kind == .command else { return }
    if let report = TerminalReport(osc: payload) { tokens.append(.report(report)) }
  }

  mutating func takePaste(_ byte: UInt8, matched: Int) {
    guard byte == Self.pasteEnd[matched] else {
      // The beginning of an end that was none is text; no part of it but its first byte can begin another.
      for part in Self.pasteEnd[..<matched] { keepPasted(part) }
      if byte == 0x1B { return state = .paste(matched: 1) }
      state = .paste(matched: 0)
      return keepPasted(byte)
    }
    guard matched + 1 == Self.pasteEnd.count else { return state = .paste(matched: matched + 1) }
    endPaste()
  }

  mutating func keepPasted(_ byte: UInt8) {
    length += 1
    if kept.count < PastedText.longest { kept.append(byte) }
  }

  mutating func endPaste() {
    let text = PastedText(kept, of: length)
    reset()
    tokens.append(.paste(text))
  }
}
