package import TextCanvas

/// A style after theme and terminal have had their say: palette indices and attributes.
nonisolated package struct ResolvedStyle: Hashable, Sendable {
  /// nil is the terminal's own colour.
  package let foreground: UInt8?
  package let background: UInt8?
  /// Never holds `selected` or `band`, which have been made into a background or attributes by then.
  package let emphasis: Emphasis

  /// Looks a style up in a theme for a terminal of `depth` colours.
  ///
  /// With 16 colours or fewer there are no backgrounds that suit every terminal: the theme's `mono` attributes stand in for
  /// them and for grey, and without colours for everything. A selected cell is then drawn in one colour, so that the row is one band.
  package init(_ style: Style, theme: Theme, depth: ColorDepth) {
    let paint = theme[style.role]
    let under = style.emphasis.contains(.selected) ? theme[.selection] : nil
    let own = style.emphasis.subtracting([.selected, .band])
    guard depth > .ansi16 else {
      // Eight colours hold no grey: what is to recede is dimmed instead.
      let isGrey = depth == .ansi8 && paint.basic == .ansi(8)
      let isBand = under != nil || paint.background != nil || isGrey
      let color = isBand || depth == .none ? nil : paint.basic ?? paint.foreground
      foreground = color?.paletteIndex(for: depth)
      background = nil
      let standIn = isBand || depth == .none ? paint.mono : paint.emphasis
      emphasis = own.union(standIn).union(under?.mono ?? [])
      return
    }
    foreground = paint.foreground?.paletteIndex(for: depth)
    let band = style.emphasis.contains(.band) ? theme[.selection].background : nil
    background = (under?.background ?? band ?? paint.background)?.paletteIndex(for: depth)
    emphasis = own.union(paint.emphasis).union(under?.emphasis ?? [])
  }
}
