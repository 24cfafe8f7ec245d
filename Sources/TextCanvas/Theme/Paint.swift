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

/// Attributes a terminal can lay over a colour.
package struct Emphasis: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let bold = Emphasis(rawValue: 1)
  package static let dim = Emphasis(rawValue: 2)
  package static let underline = Emphasis(rawValue: 4)
  package static let reverse = Emphasis(rawValue: 8)
  /// Under the cursor: the background (without colours, the attributes) of `Role.selection` is laid under the role's own.
  package static let selected = Emphasis(rawValue: 16)
  /// In the row of a cell under the cursor: the background of `Role.selection`, and nothing where a terminal has none.
  package static let band = Emphasis(rawValue: 32)
}
