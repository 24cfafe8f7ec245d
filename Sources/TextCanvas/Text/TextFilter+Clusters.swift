/// The few clusters of several scalars that terminals draw with different widths, or that have a
/// simpler equal.
extension TextFilter {
  static func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// Whether a scalar turns the emoji before it into another one: a variation selector, joiner,
  /// skin tone, tag or keycap.
  static func extendsEmoji(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0x20E3, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
    default: false
    }
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

  /// Whether a scalar and what follows it are an emoji of several scalars.
  func startsContestedCluster(_ scalar: Unicode.Scalar) -> Bool {
    guard let next, next.value >= 0x200D, Self.extendsEmoji(next) else { return false }
    return next == "\u{20E3}" || scalar.properties.isEmoji
  }

  /// Puts one placeholder where a cluster stands whose first scalar has just been taken.
  mutating func replaceCluster() {
    while let scalar = next, Self.extendsEmoji(scalar) || ScalarKind(scalar) == .mark {
      _ = take()
      if scalar == "\u{200D}", let next, !next.isASCII, next.properties.isEmoji { _ = take() }
    }
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
