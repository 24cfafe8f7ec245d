/// Colours for every role; a role the theme leaves out is drawn as plain text.
///
/// The paint of ``Role/text`` is the theme's own foreground and background, for every role that names none.
package struct Theme: Hashable, Sendable {
  package let name: String
  package let paints: [Role: Paint]
  /// Whether the terminal's own background is kept where it is known and every role can be read on it.
  package let isTransparent: Bool
  /// Whether it does so here: its own text and background are then for terminals of 16 colours or fewer, which do not say what
  /// those are.
  package private(set) var keepsBackground = false

  package init(name: String, paints: [Role: Paint], isTransparent: Bool = false) {
    self.name = name
    self.paints = paints
    self.isTransparent = isTransparent
  }

  package subscript(role: Role) -> Paint { paints[role] ?? Paint() }

  /// The theme for a terminal of this background: without a background of its own, if it is transparent and every role can be
  /// read there.
  ///
  /// - Parameter known: as the terminal has told it; nil while it has not.
  package func on(_ known: Color?) -> Theme {
    guard isTransparent, let known, isReadable(on: known) else { return self }
    var theme = self
    theme.keepsBackground = true
    return theme
  }

  private func isReadable(on background: Color) -> Bool {
    Role.allCases.allSatisfy { role in
      guard let color = self[role].foreground, self[role].background == nil || role == .text else {
        return true
      }
      return Contrast.of(color, background) >= role.neededContrast
    }
  }
}
