extension Unicode.Scalar {
  /// Whether it is a character that steers rather than shows.
  package var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
      .surrogate:
      true
    default: false
    }
  }
}

extension String {
  /// The text with a blank in place of each character that steers rather than shows, line ends among them.
  package var withoutUnseen: String {
    // Most texts are plain.
    if utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return self }
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars { shown.append(scalar.isUnseen ? " " : scalar) }
    return String(shown)
  }
}
