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
      || properties.isNoncharacterCodePoint
      || (0x1F1E6...0x1F1FF).contains(scalar.value) || (0x1F3FB...0x1F3FF).contains(scalar.value)
  }
}
