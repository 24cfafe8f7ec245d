import Glibc

/// A program on a pseudo-terminal, and what it has written so far.
final class TerminalRun {
  let child: ChildProcess
  let terminal: PseudoTerminal
  private(set) var meter = OutputMeter()
  let startedAt: ContinuousClock.Instant
  private let clock = ContinuousClock()

  /// Starts it on 120×40 or another size; the environment is that of a usual xterm and what is given.
  init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    columns: UInt16 = 120, rows: UInt16 = 40
  ) throws {
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    let usual = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
    ]
    startedAt = clock.now
    child = try ChildProcess(
      program, arguments, environment: usual.merging(environment) { $1 },
      on: .terminal(terminal.path))
  }

  /// Reads what it writes until the time is over, or `isDone` after something was read.
  ///
  /// - Returns: the moment of the read that made it done; nil when it never was, also because the
  ///   program hung up.
  @discardableResult
  func read(
    for time: Duration, until isDone: (OutputMeter) -> Bool = { _ in false }
  ) throws -> ContinuousClock.Instant? {
    let deadline = clock.now + time
    while true {
      let rest = deadline - clock.now
      guard let piece = try terminal.read(waiting: min(max(rest, .zero), .milliseconds(50))) else {
        return nil
      }
      let readAt = clock.now
      if !piece.isEmpty {
        meter.add(piece)
        if isDone(meter) { return readAt }
      }
      if readAt >= deadline { return nil }
    }
  }

  /// Presses keys and reads on until something comes back.
  ///
  /// - Returns: how long that took; nil when nothing came within a second.
  func press(_ keys: String) throws -> Duration? {
    let before = meter.bytes
    let pressedAt = clock.now
    try terminal.write(Array(keys.utf8))
    return try read(for: .seconds(1)) { $0.bytes > before }.map { $0 - pressedAt }
  }

  /// Presses keys and reads until nothing has come for a fifth of a second, ten seconds at most.
  ///
  /// - Returns: how long it was to the last of what came; nil when nothing did.
  func settle(after keys: String) throws -> Duration? {
    let pressedAt = clock.now
    try terminal.write(Array(keys.utf8))
    var last: Duration?
    while clock.now - pressedAt < .seconds(10) {
      let before = meter.bytes
      let readAt = try read(for: .milliseconds(200)) { $0.bytes > before }
      guard let readAt else { break }
      last = readAt - pressedAt
    }
    return last
  }

  /// Forgets what has been written so far, not the counts.
  func forgetText() { meter.forgetText() }

  /// Draws the screen anew with ^L until a text stands on it, every half second.
  ///
  /// A program that writes only what changed may never write a word in one piece by itself.
  /// - Returns: whether it came in time.
  func waitForText(_ text: String, within time: Duration) throws -> Bool {
    let deadline = clock.now + time
    while clock.now < deadline {
      meter.forgetText()
      try terminal.write([0x0C])
      if try read(for: .milliseconds(500), until: { $0.hasText(text) }) != nil { return true }
    }
    return false
  }

  /// Presses `q` and waits up to three seconds.
  ///
  /// - Returns: how long the program took to end; nil when it did not.
  func quit() throws -> Duration? {
    let pressedAt = clock.now
    try terminal.write([UInt8(ascii: "q")])
    while clock.now - pressedAt < .seconds(3) {
      if child.hasEnded() { return clock.now - pressedAt }
      // After the program hung up, a read returns at once.
      if try terminal.read(waiting: .milliseconds(1)) == nil { usleep(500) }
    }
    return nil
  }

  /// Ends the program, whatever it is doing, and closes the terminal.
  func end(by signal: Int32 = SIGTERM) {
    child.end(by: signal)
    terminal.close()
  }
}
