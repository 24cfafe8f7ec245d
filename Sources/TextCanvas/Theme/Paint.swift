/// A theme's answer to one role.
package struct Paint: Hashable, Sendable {
  /// nil leaves the terminal's own colour.
  package var foreground: Color?
  package var background: Color?
  /// The foreground where a terminal has 16 colours or fewer; nil takes the nearest to `foreground`.
  package var basic: Color?
  package var emphasis: Emphasis
  /// The attributes that stand for this role where there are no colours.
  package var mono: Emphasis

  package init(
    foreground: Color? = nil, background: Color? = nil, basic: Color? = nil,
    emphasis: Emphasis = [], mono: Emphasis = []
  ) {
    self.foreground = foreground
    self.background = background
    self.basic = basic
    self.emphasis = emphasis
    self.mono = mono
  }
}
