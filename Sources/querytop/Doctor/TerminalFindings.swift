import CursesTerminal
import TextCanvas

/// What `doctor` finds of the terminal: nothing here stops the commands that only print.
enum TerminalFindings {
  static func all(_ environment: [String: String], _ configuration: Configuration) -> [Finding] {
    let options = TerminalOptions(environment: environment)
    return [
      terminal(options), encoding(environment, isWide: configuration.widensAmbiguous),
      colours(options),
    ]
  }

  private static func terminal(_ options: TerminalOptions) -> Finding {
    switch TerminalSession.obstacle(to: options) {
    case .notATerminal?:
      return .note("terminal", "none here: watch and demo print one reading")
    case .filesLimited(let bytes)?:
      return .note("terminal", "\(TerminalError.filesLimited(bytes))")
    default: break
    }
    let term = options.term
    switch TerminalDescription(of: term) {
    case .installed: return .good("terminal", term)
    case .builtIn where term == TerminalDescription.builtInName:
      return .good("terminal", "\(term), by querytop's own description of it")
    case .builtIn:
      return .note(
        "terminal",
        "TERM is \(term), which this machine has no description of: "
          + "drawn as \(TerminalDescription.builtInName); ncurses-term may have its own")
    case .undrawable:
      return .fault(
        "terminal", "TERM names none that can be drawn on: export TERM=xterm-256color",
        status: ExitStatus.badSetting)
    case .missing:
      return .fault(
        "terminal",
        "TERM is \(term), which this machine has no description of: "
          + "install ncurses-term, or export TERM=xterm-256color", status: ExitStatus.badSetting)
    }
  }

  private static func encoding(_ environment: [String: String], isWide: Bool) -> Finding {
    if environment["QUERYTOP_ASCII"].map({ !$0.isEmpty }) ?? false {
      return .note("characters", "ASCII, since QUERYTOP_ASCII is set")
    }
    guard TerminalDescription.localeIsUTF8 else {
      return .note("characters", "ASCII: \(LocaleSetting(environment: environment).advice)")
    }
    return .good(
      "characters",
      isWide
        ? "UTF-8, those of ambiguous width in two columns, by ambiguous_width: wide"
        : "UTF-8, those of ambiguous width in one column; ambiguous_width: wide if lines look torn")
  }

  private static func colours(_ options: TerminalOptions) -> Finding {
    if options.noColor { return .note("colours", "none, since NO_COLOR is set") }
    let count = TerminalDescription(of: options.term).colors
    guard count >= 8 else {
      return .note("colours", "none by TERM's description: try export TERM=xterm-256color")
    }
    if options.depth(colors: count) == .direct { return .good("colours", "24-bit") }
    return count >= 256
      ? .good("colours", "256")
      : .note("colours", "\(count): export TERM=xterm-256color if the terminal has more")
  }
}
