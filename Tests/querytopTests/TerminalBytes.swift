/// What a program wrote to its terminal, read by a strict parser: text, and the sequences a program draws with.
///
/// Everything else is a finding: controls, sequences of other kinds, invisible and private scalars.
enum TerminalBytes {
  /// Those that move the cursor, erase, scroll, style, set modes and ask for reports; the final bytes of CSI.
  private static let finals = Set("ABCDEGHJKLMPSTXZ@bcdfghlmnrtu".unicodeScalars)
  /// CAN is how a report or a string that was being sent is given up before the terminal is given back.
  private static let controls = Set("\r\n\u{8}\t\u{E}\u{F}\u{7}\u{18}".unicodeScalars)
  /// What makes one sign of several emoji, on a terminal that was measured to draw it so.
  private static let joining: Set<UInt32> = [0x200D, 0xFE0F]

  /// What should not have been written, with what stands around it.
  static func findings(_ bytes: [UInt8]) -> [String] {
    guard let text = String(validating: withoutTornEnd(bytes), as: UTF8.self) else {
      return ["not UTF-8"]
    }
    let scalars = Array(text.unicodeScalars)
    var found: [String] = []
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == "\u{1B}", let length = sequence(in: scalars[place...]) {
        place += length
        continue
      }
      // What was being written as the recording ended.
      if scalar == "\u{1B}", isUnfinished(scalars[(place + 1)...]) { break }
      if isHostile(scalar) {
        let around = scalars[max(0, place - 12)..<min(scalars.count, place + 12)]
        found.append(around.map { $0.escaped(asASCII: true) }.joined())
      }
      place += 1
    }
    return found
  }

  /// All but the beginning of a scalar that was being written as the recording ended.
  private static func withoutTornEnd(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let rest = bytes.reversed().prefix { (0x80...0xBF).contains($0) }.count
    guard rest < 3, let lead = bytes.dropLast(rest).last, lead >= 0xC2 else { return bytes[...] }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    return lead < 0xF5 && rest + 1 < length ? bytes.dropLast(rest + 1) : bytes[...]
  }

  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    if joining.contains(scalar.value) || (0xE0020...0xE007F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control: return !controls.contains(scalar)
    case .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether nothing but the beginning of a control sequence is left.
  private static func isUnfinished(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = rest.first else { return true }
    return first == "[" && rest.dropFirst().allSatisfy { (0x20...0x3F).contains($0.value) }
  }

  /// The length of the sequence a text begins with; nil for one that nothing drawn needs.
  private static func sequence(in text: ArraySlice<Unicode.Scalar>) -> Int? {
    let rest = text.dropFirst()
    switch rest.first {
    case "7", "8", "=", ">", "M": return 2
    case "(":
      return rest.dropFirst().first.map { "0AB".unicodeScalars.contains($0) } == true ? 3 : nil
    case "[":
      let parameters = rest.dropFirst().prefix { (0x20...0x3F).contains($0.value) }
      guard let final = rest.dropFirst(1 + parameters.count).first, finals.contains(final) else {
        return nil
      }
      return 3 + parameters.count
    case "]":
      let words = rest.dropFirst().prefix { (0x20...0x7E).contains($0.value) }
      let end = rest.dropFirst(1 + words.count)
      if end.first == "\u{7}" { return 3 + words.count }
      return end.starts(with: "\u{1B}\\".unicodeScalars) ? 4 + words.count : nil
    default: return nil
    }
  }
}
