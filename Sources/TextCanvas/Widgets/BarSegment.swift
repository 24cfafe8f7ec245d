/// One part of a stacked bar.
package struct BarSegment: Hashable, Sendable {
  /// Its share; a negative one counts as zero.
  package let value: Int
  package let style: Style
  /// One column wide.
  package let glyph: Character
  /// Whether it stands for work that has ended.
  ///
  /// A bar never looks ended while other work is left.
  package let isFinished: Bool

  package init(_ value: Int, style: Style, glyph: Character, isFinished: Bool) {
    self.value = max(0, value)
    self.style = style
    self.glyph = glyph
    self.isFinished = isFinished
  }
}
