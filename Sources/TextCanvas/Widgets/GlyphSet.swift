/// Which characters a widget may draw with.
package enum GlyphSet: Hashable, Sendable {
  /// Lines, blocks and braille: any UTF-8 terminal.
  case unicode
  /// Bytes 0x20 to 0x7E: the C locale.
  case ascii

  package var borders: BorderSet { self == .unicode ? .rounded : .ascii }
  package var ellipsis: SafeText { self == .unicode ? .ellipsis : "~" }
  /// Stands before a marked row.
  package var mark: SafeText { self == .unicode ? "◆" : "*" }
}

extension SafeText {
  /// The text as a terminal with these characters can show it; to be called before anything is
  /// measured.
  package func adapted(to glyphs: GlyphSet) -> SafeText {
    glyphs == .ascii ? asciiOnly() : self
  }
}
