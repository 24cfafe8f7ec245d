/// A style after theme and terminal have had their say: colours the terminal has, and attributes.
package struct ResolvedStyle: Hashable, Sendable {
  /// nil is the terminal's own colour.
  package let foreground: Color?
  package let background: Color?
  /// Never holds `selected` or `band`, which have been made into colours or attributes by then.
  package let emphasis: Emphasis

  private init(_ foreground: Color?, _ background: Color?, _ emphasis: Emphasis) {
    self.foreground = foreground
    self.background = background
    // Many terminals draw bold black as grey.
    self.emphasis = foreground == .ansi(0) ? emphasis.subtracting(.bold) : emphasis
  }

  /// Looks a style up in a theme for a terminal of `depth` colours.
  ///
  /// A colour the terminal does not have becomes the nearest that can be read on what it stands on.
  ///
  /// - Parameter isSign: whether what is drawn is a picture and no text; with 16 colours or fewer it then keeps its hue where text
  ///   could not be read in it.
  package init(_ style: Style, theme: Theme, depth: ColorDepth, isSign: Bool = false) {
    let own = style.emphasis.subtracting([.selected, .band])
    let isSelected = style.emphasis.contains(.selected)
    if depth > .ansi16 {
      let isBand = isSelected || style.emphasis.contains(.band)
      self.init(full: style.role, own, isBand: isBand, isSelected: isSelected, theme, depth)
    } else if depth > .none, theme[.text].background != nil {
      self.init(basic: style.role, own, isSelected: isSelected, isSign: isSign, theme, depth)
    } else {
      self.init(plain: style.role, own, isSelected: isSelected, theme, depth)
    }
  }

  /// Looks up how a cell is drawn.
  package init(_ cell: Cell, theme: Theme, depth: ColorDepth) {
    self.init(cell.style, theme: theme, depth: depth, isSign: cell.isSign)
  }

  private init(
    full role: Role, _ own: Emphasis, isBand: Bool, isSelected: Bool, _ theme: Theme,
    _ depth: ColorDepth
  ) {
    let text = theme.keepsBackground ? Paint(emphasis: theme[.text].emphasis) : theme[.text]
    let (paint, selection) = (role == .text ? text : theme[role], theme[.selection])
    let ground = (isBand ? selection.background : nil) ?? paint.background ?? text.background
    let background = ground?.nearest(of: depth)
    let needed = role.neededContrast
    var color = paint.foreground ?? (isBand ? nil : text.foreground)
    if isBand, let mine = color, let background, Contrast.of(mine, background) < needed {
      color = nil
    }
    if isBand { color = color ?? selection.foreground ?? text.foreground }
    // Where the theme itself asks for less, it is not corrected, only kept from getting worse.
    let meant = ground.flatMap { ground in color.map { Contrast.of($0, ground) } } ?? needed
    self.init(
      color?.nearest(of: depth, on: background, contrast: min(needed, meant)), background,
      own.union(paint.emphasis).union(isSelected ? selection.emphasis : []))
  }

  /// With 16 colours or fewer the terminal decides what they are: there is text and background, which stand apart everywhere,
  /// whatever else does, and attributes for all that has lost its hue.
  ///
  /// The selection is text and background the other way round.
  private init(
    basic role: Role, _ own: Emphasis, isSelected: Bool, isSign: Bool, _ theme: Theme,
    _ depth: ColorDepth
  ) {
    let (paint, text) = (theme[role], theme[.text])
    let ground = Self.ground(text.background, depth)
    let ink = (text.basic ?? text.foreground)?.nearest(
      of: depth, on: ground, contrast: Contrast.text)
    let color = (paint.basic ?? paint.foreground)?.nearest(
      of: depth, on: ground, contrast: role.neededContrast)
    var emphasis = own.union(paint.emphasis).union(paint.mono)
    // Nobody can say how dark dim is.
    emphasis.remove(.dim)
    if role == .selection { emphasis.remove(.reverse) }
    let isInverse = isSelected || role == .selection
    let sign = isSign ? Self.sign(role, on: ground, depth) : nil
    let foreground = isInverse ? ground : sign ?? color ?? ink
    self.init(foreground, isInverse ? ink : ground, emphasis)
  }

  /// The colour of a state's sign, the same in every theme; nil for what is no state, and where nothing like it can be seen.
  private static func sign(_ role: Role, on ground: Color?, _ depth: ColorDepth) -> Color? {
    guard let ground else { return nil }
    return role.usualColor?.ofHue(among: depth, on: ground, contrast: Contrast.graphics)
  }

  /// Black or white, whichever a background is nearer to.
  private static func ground(_ color: Color?, _ depth: ColorDepth) -> Color? {
    if case .ansi = color { return color?.nearest(of: depth) }
    return color.map { .ansi(Contrast.isLight($0) ? (depth == .ansi8 ? 7 : 15) : 0) }
  }

  /// Looks a style up where there is no background of the theme's own, or no colour.
  ///
  /// The theme's `mono` attributes stand in for backgrounds and for grey, and without colours for everything. A selected cell is
  /// then drawn in one colour, so that the row is one band.
  private init(
    plain role: Role, _ own: Emphasis, isSelected: Bool, _ theme: Theme, _ depth: ColorDepth
  ) {
    let paint = theme[role]
    let under = isSelected ? theme[.selection] : nil
    // Eight colours hold no grey: what is to recede is dimmed instead.
    let isGrey = depth == .ansi8 && paint.basic == .ansi(8)
    let isMono = under != nil || paint.background != nil || isGrey || depth == .none
    let color = isMono ? nil : paint.basic ?? paint.foreground
    self.init(
      color?.nearest(of: depth), nil,
      own.union(isMono ? paint.mono : paint.emphasis).union(under?.mono ?? []))
  }
}
