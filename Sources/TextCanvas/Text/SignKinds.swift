/// The ways in which several scalars make one sign of two columns, on terminals that know them.
///
/// Terminals disagree about their widths: what one draws as a family in two columns is four people in eight on another.
/// A sign takes two columns of the frame on every terminal; one that was not measured to draw it so is given its
/// ``narrowed(_:)`` form.
package struct SignKinds: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Emoji joined by U+200D.
  package static let joined = SignKinds(rawValue: 1)
  /// A sign made emoji by U+FE0F.
  package static let selected = SignKinds(rawValue: 2)
  /// An emoji with one of five skin tones.
  package static let toned = SignKinds(rawValue: 4)
  /// A digit, `#` or `*` on a key.
  package static let keycap = SignKinds(rawValue: 8)
  /// Two regional indicators.
  package static let flag = SignKinds(rawValue: 16)
  /// A black flag with the tags of a region.
  package static let tagged = SignKinds(rawValue: 32)

  /// What makes a cluster a sign of several scalars; empty for every other cluster.
  package init(_ cluster: Character) {
    var kinds: SignKinds = []
    var isFirst = true
    for scalar in cluster.unicodeScalars {
      if isFirst {
        // Nearly every cluster is one letter.
        isFirst = false
        if TextFilter.isFlagLetter(scalar) { kinds.insert(.flag) }
        continue
      }
      switch scalar.value {
      case 0x200D: kinds.insert(.joined)
      case 0xFE0F: kinds.insert(.selected)
      case 0x1F3FB...0x1F3FF: kinds.insert(.toned)
      case 0x20E3 where kinds == .selected: kinds = .keycap
      case 0xE0020...0xE007F: kinds.insert(.tagged)
      default: break
      }
    }
    self = kinds
  }

  /// What stands for a sign where its width is not known: its first scalar and blanks up to two columns, the letters of a flag.
  ///
  /// No terminal gives it more than two columns.
  package static func narrowed(_ sign: Character) -> String {
    let scalars = sign.unicodeScalars
    guard let first = scalars.first else { return "  " }
    if TextFilter.isFlagLetter(first) {
      return String(String.UnicodeScalarView(scalars.compactMap(TextFilter.letter(ofFlagLetter:))))
    }
    return String(Character(first)) + (DisplayWidth.of(first) < 2 ? " " : "")
  }

  /// For each kind a sign that is of no other.
  package static let samples: [(kinds: SignKinds, sign: Character)] = [
    (.joined, "👩‍🚀"), (.selected, "❤️"), (.toned, "👍🏽"), (.keycap, "1️⃣"), (.flag, "🇫🇮"),
    (.tagged, "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
  ]
}
