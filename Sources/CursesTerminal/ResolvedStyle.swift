package import TextCanvas

/// A style after theme and terminal have had their say: palette indices and attributes.
nonisolated package struct ResolvedStyle: Hashable, Sendable {
  /// nil is the terminal's own colour.
  package let foreground: UInt8?
  package let background: UInt8?
  package let emphasis: Emphasis

  /// Looks a style up in a theme for a terminal of `depth` colours; without colours the theme's `mono` attributes stand in.
  package init(_ style: Style, theme: Theme, depth: ColorDepth) {
    let paint = theme[style.role]
    guard depth > .none else {
      foreground = nil
      background = nil
      emphasis = style.emphasis.union(paint.mono)
      return
    }
    foreground = paint.foreground.flatMap { $0.paletteIndex(for: depth) }
    background = paint.background.flatMap { $0.paletteIndex(for: depth) }
    emphasis = style.emphasis.union(paint.emphasis)
  }
}
