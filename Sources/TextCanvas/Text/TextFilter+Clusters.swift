/// The few clusters of several scalars that terminals draw with different widths, or that have a
/// simpler equal.
extension TextFilter {
  static let joiner: Unicode.Scalar = "\u{200D}"
  private static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
  private static let textSelector: Unicode.Scalar = "\u{FE0E}"
  private static let keycap: Unicode.Scalar = "\u{20E3}"
  private static let blackFlag: Unicode.Scalar = "\u{1F3F4}"
  /// More scalars than any sign in use has.
  private static let scalarsASign = 12

  static func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// The letter of ASCII that a regional indicator stands for; nil for what is none.
  static func letter(ofFlagLetter scalar: Unicode.Scalar) -> Unicode.Scalar? {
    isFlagLetter(scalar) ? Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) : nil
  }

  private static func isSkinTone(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F3FB...0x1F3FF).contains(scalar.value)
  }

  /// Whether a scalar turns the emoji before it into another one: a variation selector, joiner, skin tone or tag.
  static func makesSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0xFE0E...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
    default: false
    }
  }

  /// Whether a scalar is one of those a sign of several scalars cannot be without.
  static func isOfSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x200D && (makesSign(scalar) || isFlagLetter(scalar))
  }

  /// Whether a scalar may stand after a joiner.
  private static func canBeJoined(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isEmoji && !isSkinTone(scalar) && !isFlagLetter(scalar)
  }

  /// Joins a leading consonant with the conjoining vowel and final consonant that follow it into
  /// the one syllable terminals agree about, by the arithmetic of the Unicode Standard, section
  /// 3.12.
  static func syllable(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar
  ) -> Unicode.Scalar? {
    switch (first.value, second.value) {
    case (0x1100...0x1112, 0x1161...0x1175):
      Unicode.Scalar(0xAC00 + ((first.value - 0x1100) * 21 + second.value - 0x1161) * 28)
    case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00) % 28 == 0:
      Unicode.Scalar(first.value + second.value - 0x11A7)
    default: nil
    }
  }

  /// Puts one placeholder where a cluster stands whose first scalar has just been taken.
  mutating func replaceCluster() {
    while let scalar = next, ScalarKind(scalar) == .mark { _ = take() }
    draw(Self.placeholder, columns: 1)
    base = .replaced
  }

  /// The syllable a scalar begins, with what follows of it taken; any other scalar as it is.
  mutating func composed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var whole = scalar
    while let next, let joined = Self.syllable(whole, next) {
      whole = joined
      _ = take()
    }
    return whole
  }
}

// MARK: - Signs

extension TextFilter {
  /// Draws the sign of several scalars that begins with one just taken; false, taking nothing, where none begins.
  mutating func drawSign(_ first: Unicode.Scalar) -> Bool {
    guard let next, next.value >= 0x200D, Self.makesSign(next), first.properties.isEmoji
    else { return false }
    var sign = [first]
    takeVariant(of: first, into: &sign)
    while self.next == Self.joiner, !first.isASCII, sign.count < Self.scalarsASign,
      let joined = following, Self.canBeJoined(joined)
    {
      _ = take()
      _ = take()
      sign += [Self.joiner, joined]
      takeVariant(of: joined, into: &sign)
    }
    if sign.count > 1 {
      drawSign(sign)
    } else {
      draw(first, columns: DisplayWidth.of(first))
    }
    return true
  }

  /// Draws a flag, or of a regional indicator without a second one its letter.
  mutating func drawFlag(_ first: Unicode.Scalar) {
    if let next, Self.isFlagLetter(next) {
      _ = take()
      drawSign([first, next])
    } else {
      draw(Self.letter(ofFlagLetter: first) ?? Self.placeholder, columns: 1)
    }
  }

  private mutating func takeVariant(of emoji: Unicode.Scalar, into sign: inout [Unicode.Scalar]) {
    if next == Self.textSelector {
      _ = take()
    } else if next == Self.emojiSelector {
      _ = take()
      // A digit is an emoji on a key only.
      if !emoji.isASCII || next == Self.keycap { sign.append(Self.emojiSelector) }
    }
    if emoji.isASCII {
      if sign.count > 1, next == Self.keycap, let keycap = take() { sign.append(keycap) }
    } else if let tone = next, Self.isSkinTone(tone) {
      _ = take()
      sign.append(tone)
    }
    if emoji == Self.blackFlag { takeTags(into: &sign) }
  }

  /// Takes the tags of a region, if they are such: at most six, and their end.
  private mutating func takeTags(into sign: inout [Unicode.Scalar]) {
    var tags: [Unicode.Scalar] = []
    var ahead = rest
    var tag = next
    while let scalar = tag, (0xE0020...0xE007E).contains(scalar.value), tags.count < 6 {
      tags.append(scalar)
      tag = ahead.next()
    }
    guard !tags.isEmpty, let end = tag, end.value == 0xE007F else { return }
    sign += tags + [end]
    for _ in 0...tags.count { _ = take() }
  }

  /// The scalar after the next.
  private var following: Unicode.Scalar? {
    var ahead = rest
    return ahead.next()
  }

  /// Whether an invisible scalar belongs to the writing around it, so that it is left out rather than spelled: the selector
  /// of an ideograph's form, a joiner between the letters of a script that joins.
  func belongsToWriting(_ scalar: Unicode.Scalar) -> Bool {
    guard let previous else { return false }
    switch scalar.value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return previous.properties.isIdeographic
    case 0x200C, 0x200D: return Self.joins(previous) && next.map(Self.joins) ?? false
    default: return false
    }
  }

  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    ScalarKind(scalar) == .rightToLeft || ComplexScript.contains(scalar)
  }
}
