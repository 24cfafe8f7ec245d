package import TextCanvas

/// Turns what ncurses read at one go into keys.
///
/// ncurses knows the sequences its terminal description lists. Others (arrows of the other cursor mode, keys with
/// modifiers, answers nobody asked for) come through as Escape and loose characters; put together here, they become the
/// key they stand for or nothing, and never type into a prompt.
nonisolated package enum KeyDecoder {
  /// - Parameter batch: Everything that was waiting. An Escape at its very end is the Escape key.
  /// - Returns: Keys, and mouse movements as they were.
  package static func decode(_ batch: [RawInput]) -> [RawInput] {
    var out: [RawInput] = []
    var rest = batch[...]
    while let first = rest.popFirst() {
      guard case .scalar(let value) = first else {
        if first != .other { out.append(first) }
        continue
      }
      if value == 0x1B, let sequence = EscapeSequence(taking: &rest) {
        if sequence.isDeviceAttributes {
          out.append(.answer)
        } else if let key = sequence.key {
          out.append(.key(key))
        }
      } else if let key = key(for: value) {
        out.append(.key(key))
      }
    }
    return out
  }

  /// The key that sends one character; nil for what no keyboard sends.
  package static func key(for value: UInt32) -> KeyPress? {
    switch value {
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x1B: return .escape
    case 0x08, 0x7F: return .backspace
    case 0x00: return .control(" ")
    case 0x01...0x1A:
      return .control(Character(Unicode.Scalar(UInt8(value) + 0x60)))
    case 0x1C...0x1F:
      return .control(Character(Unicode.Scalar(UInt8(value) + 0x40)))
    case 0x80...0x9F: return nil
    default: return Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }
}
