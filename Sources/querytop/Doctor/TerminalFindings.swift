import CursesTerminal
import Glibc

/// What `doctor` finds of the terminal: nothing here stops the commands that only print.
enum TerminalFindings {
  static func all(_ environment: [String: String]) -> [Finding] {
    let options = TerminalOptions(environment: environment)
    return [terminal(options), encoding(environment), colours(options)]
  }

  private static func terminal(_ options: TerminalOptions) -> Finding {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      return .note(
        "terminal", "this is none: the dashboard prints one reading; status and wait work")
    }
    guard options.canDraw else {
      return .fault(
        "terminal", "TERM names none that can be drawn on: export TERM=xterm-256color", status: 78)
    }
    guard TerminalDescription.exists(options.term) else {
      return .fault(
        "terminal",
        "TERM is \(options.term), which this machine has no description of: "
          + "install ncurses-term, or export TERM=xterm-256color", status: 78)
    }
    return .good("terminal", options.term)
  }

  private static func encoding(_ environment: [String: String]) -> Finding {
    if environment["QUERYTOP_ASCII"].map({ !$0.isEmpty }) ?? false {
      return .note("characters", "ASCII, since QUERYTOP_ASCII is set")
    }
    guard TerminalDescription.localeIsUTF8 else {
      return .note("characters", "ASCII, since the locale is not UTF-8: export LANG=C.UTF-8")
    }
    return .good("characters", "UTF-8")
  }

  private static func colours(_ options: TerminalOptions) -> Finding {
    if options.noColor { return .note("colours", "none, since NO_COLOR is set") }
    let count = TerminalDescription.colors(options.term)
    guard count >= 8 else {
      return .note("colours", "none by TERM's description: try export TERM=xterm-256color")
    }
    return count >= 256
      ? .good("colours", "256")
      : .note("colours", "\(count): export TERM=xterm-256color if the terminal has more")
  }
}
