/// Finds what must never reach a terminal, by the standard library's own Unicode data rather than the filter's tables.
enum HostileScalars {
  /// The scalars of a text that could move, hide, reorder or mean something to a terminal.
  static func found(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter(isHostile)
  }

  static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return true
    default: break
    }
    return properties.isDefaultIgnorableCodePoint || properties.isVariationSelector
      || properties.isBidiControl || properties.isJoinControl
      || properties.isNoncharacterCodePoint || isRightToLeft(scalar)
      || (0x1F1E6...0x1F1FF).contains(scalar.value) || (0x1F3FB...0x1F3FF).contains(scalar.value)
  }

  /// Letters and digits of the blocks of right-to-left scripts; marks take the direction of their base.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    let blocks: [ClosedRange<UInt32>] = [
      0x590...0x8FF, 0xFB1D...0xFDCF, 0xFDF0...0xFDFC, 0xFE70...0xFEFE, 0x10800...0x10FFF,
      0x1E800...0x1EFFF,
    ]
    guard blocks.contains(where: { $0.contains(scalar.value) }) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter: return true
    default: return false
    }
  }
}
