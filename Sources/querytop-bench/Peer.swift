import Glibc

/// The program that sets what people expect of one on a terminal.
enum Peer {
  /// Measures htop at one frame a second; nil where it is not installed.
  static func figures(seconds: Int) throws -> TerminalFigures? {
    let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    guard let path = folders.map({ $0 + "/htop" }).first(where: { access($0, X_OK) == 0 }) else {
      return nil
    }
    let run = try TerminalRun(path, ["-d", "10"])
    // Asked to end, it would write its settings.
    defer { run.end(by: SIGKILL) }
    // The arrows as a terminal sends them to a program that asked for its keypad.
    return try TerminalFigures(
      of: run, text: "CPU", seconds: seconds, keys: ["\u{1B}OB", "\u{1B}OA"])
  }
}
