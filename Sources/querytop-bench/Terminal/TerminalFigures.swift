import Glibc

/// All that is measured of a program on a terminal, but for its end.
struct TerminalFigures {
  /// Milliseconds from its start to its first byte; nil when none came.
  let firstByte: Double?
  /// Milliseconds until it had written a text in one piece; nil when it did not.
  let text: Double?
  let live: LiveFigures
  let keys: KeyFigures
  /// MiB.
  let peakMemory: Double

  /// Waits up to 10 s for `text`, lets two seconds pass, then measures.
  init(of run: TerminalRun, text: String, seconds: Int, keys: [String]) throws {
    let first = try run.read(for: .seconds(10)) { $0.bytes > 0 }
    // What is looked for may be in the first piece already.
    let isThere = run.meter.hasText(text)
    let second =
      isThere ? first : try run.read(for: .seconds(10)) { $0.hasText(text) }
    firstByte = first.map { ($0 - run.startedAt) / .milliseconds(1) }
    self.text = second.map { ($0 - run.startedAt) / .milliseconds(1) }
    try run.read(for: .seconds(2))
    live = try LiveFigures(of: run, for: .seconds(seconds))
    self.keys = try KeyFigures(of: run, pressing: keys)
    peakMemory = try run.child.peakMemory()
  }
}

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
