package import TextCanvas

/// What the environment says of the terminal, and what the person asked for.
nonisolated package struct TerminalOptions: Hashable, Sendable {
  /// TERM; empty when unset.
  package var term: String
  /// NO_COLOR is set and not empty (no-color.org).
  package var noColor: Bool
  /// Draws ASCII alone, whatever the locale says.
  package var ascii: Bool
  /// Draws UTF-8, whatever the locale says.
  package var forcesUTF8 = false
  /// Whether the title of the terminal's window may be set.
  package var setsTitle = true

  /// Whether clicks and the wheel are asked for.
  package var usesMouse = true

  /// Whether it is wanted to know when the terminal's window has the focus.
  package var reportsFocus = false

  /// COLORTERM says that the terminal shows every colour.
  package var hasTrueColor = false

  /// What sits between us and the terminal; nil for nothing.
  package var multiplexer: Multiplexer?

  package init(
    term: String, noColor: Bool = false, ascii: Bool = false, multiplexer: Multiplexer? = nil
  ) {
    self.term = term
    self.noColor = noColor
    self.ascii = ascii
    self.multiplexer = multiplexer
  }

  /// Reads TERM, NO_COLOR, QUERYTOP_ASCII, and what multiplexers set.
  ///
  /// - Parameter forcesUTF8: what the command line says, which comes before QUERYTOP_ASCII.
  package init(environment: [String: String], forcesUTF8: Bool = false) {
    let noColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self.init(
      term: environment["TERM"] ?? "", noColor: noColor,
      ascii: !forcesUTF8 && environment["QUERYTOP_ASCII"].map { !$0.isEmpty } ?? false,
      multiplexer: Multiplexer(environment: environment))
    self.forcesUTF8 = forcesUTF8
    hasTrueColor = ["truecolor", "24bit"].contains(environment["COLORTERM"])
  }

  /// Whether frames are bracketed as synchronized output (private mode 2026).
  ///
  /// Terminals of these families either know the mode or ignore it; a Linux console or a serial terminal might print it.
  package var synchronizesOutput: Bool {
    let families = [
      "xterm", "tmux", "screen", "alacritty", "kitty", "foot", "wezterm", "ghostty", "contour",
      "st", "vte", "rxvt", "konsole", "gnome", "iterm",
    ]
    let family = term.prefix { $0 != "-" && $0 != "." }
    return families.contains(String(family))
  }

  /// Whether the terminal is known to mark what is pasted, once it is asked to (private mode 2004); GNU screen mostly does not.
  package var marksPastes: Bool { synchronizesOutput && multiplexer != .screen }

  /// Whether the window's title is set: on terminals of the families that know private mode 2026, of which those without a title
  /// stack ignore what keeps the title.
  package var takesTitle: Bool { setsTitle && synchronizesOutput }

  /// Whether the terminal may be asked of itself: those that do not answer at least do not print the question.
  package var asksQuestions: Bool { synchronizesOutput && multiplexer != .screen }

  /// The colours to use on a terminal that has `count` of them.
  ///
  /// - Parameter hasTrueColor: whether its description says that it shows every colour. COLORTERM is not believed within screen,
  ///   which hands it on but not the colours.
  package func depth(colors count: Int, hasTrueColor: Bool = false) -> ColorDepth {
    guard !noColor else { return .none }
    switch count {
    case 257...: return .direct
    case 256: return hasTrueColor || self.hasTrueColor && !isScreen ? .direct : .xterm256
    case 16...: return .ansi16
    case 8...: return .ansi8
    default: return .none
    }
  }

  private var isScreen: Bool {
    multiplexer == .screen || multiplexer == nil && term.hasPrefix("screen")
  }
}
