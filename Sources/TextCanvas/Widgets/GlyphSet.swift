/// Which characters a widget may draw with.
package struct GlyphSet: Hashable, Sendable {
  /// Whether lines, bars and signs are made of bytes 0x20 to 0x7E.
  package let isASCII: Bool
  /// Whether texts are, too: the C locale.
  package let hasASCIIText: Bool
  /// Whether borders are blank, and numbers and words stand where bars, graphs and signs would: for screen readers.
  package let isPlain: Bool

  private init(isASCII: Bool, hasASCIIText: Bool, isPlain: Bool = false) {
    self.isASCII = isASCII
    self.hasASCIIText = hasASCIIText
    self.isPlain = isPlain
  }

  /// Lines, blocks and braille: any UTF-8 terminal.
  package static let unicode = GlyphSet(isASCII: false, hasASCIIText: false)
  package static let ascii = GlyphSet(isASCII: true, hasASCIIText: true)
  /// Text in UTF-8 in ASCII lines: where characters of ambiguous width take two columns, which lines, bars and most signs are.
  package static let wide = GlyphSet(isASCII: true, hasASCIIText: false)

  /// The same without lines, bars and graphs.
  package var plain: GlyphSet {
    GlyphSet(isASCII: isASCII, hasASCIIText: hasASCIIText, isPlain: true)
  }

  package var borders: BorderSet {
    isPlain ? .blank(self) : isASCII ? .ascii : .rounded
  }
  package var ellipsis: SafeText { isASCII ? "~" : .ellipsis }
  /// Stands before a marked row.
  package var mark: SafeText { isASCII ? "*" : "◆" }
  /// Stands before the row that the keys are about: seen without colours, and what tells ncurses two such rows apart, so that it
  /// scrolls the rows above the lowest and leaves that where it is.
  package var pointer: SafeText { isPlain ? "" : isASCII ? "|" : "▐" }
  /// A piece of a line that parts what is above from what is below.
  package var rule: SafeText { isPlain ? " " : isASCII ? "-" : "─" }
}

extension SafeText {
  /// The text as a terminal with these characters can show it; to be called before anything is
  /// measured.
  package func adapted(to glyphs: GlyphSet) -> SafeText {
    glyphs.hasASCIIText ? asciiOnly() : self
  }
}
