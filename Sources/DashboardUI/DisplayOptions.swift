package import TextCanvas

/// How things are written, fixed for a session by the terminal and the configuration.
package struct DisplayOptions: Hashable, Sendable {
  package var glyphs: GlyphSet
  package var clock: ClockText
  package var keymap: Keymap

  package init(
    glyphs: GlyphSet = .unicode, clock: ClockText = ClockText(offset: 0), keymap: Keymap = Keymap()
  ) {
    self.glyphs = glyphs
    self.clock = clock
    self.keymap = keymap
  }
}
