internal import CNCurses
package import TextCanvas

/// Which description a terminal is drawn by, found without opening one.
nonisolated package enum TerminalDescription: Hashable, Sendable {
  /// This machine's own, with the colours it gives the terminal; 0 for none.
  case installed(colors: Int)
  /// This machine has none: that of xterm-256color, which comes with querytop.
  case builtIn(colors: Int)
  /// TERM is unset, `dumb`, or described as a terminal without a cursor that could be moved.
  case undrawable
  /// Neither this machine has one nor does its ncurses take the one that comes with querytop.
  case missing

  /// Looks for the terminal that `term`, the value of TERM, names.
  @MainActor package init(of term: String) {
    guard !term.isEmpty, term != "dumb" else {
      self = .undrawable
      return
    }
    let description = cnc_describe(term)
    let colors = Int(description.colors)
    switch Int(description.kind) {
    case CNC_INSTALLED: self = .installed(colors: colors)
    case CNC_BUILT_IN: self = .builtIn(colors: colors)
    case CNC_UNDRAWABLE: self = .undrawable
    default: self = .missing
    }
  }

  /// The terminal whose description comes with querytop.
  package static let builtInName = CNC_BUILTIN_NAME

  /// Colours there are to draw with.
  package var colors: Int {
    switch self {
    case .installed(let colors), .builtIn(let colors): colors
    case .undrawable, .missing: 0
    }
  }

  /// Whether the locale's encoding is UTF-8.
  @MainActor package static var localeIsUTF8: Bool { cnc_locale_is_utf8() }
}

/// What the open terminal can show.
nonisolated package struct TerminalCapability: Hashable, Sendable {
  /// `none` under NO_COLOR too.
  package let depth: ColorDepth
  /// Whether only ASCII is to be drawn: the locale is not UTF-8, or the person asked for it.
  package let ascii: Bool
}
