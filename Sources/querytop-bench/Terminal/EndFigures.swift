import Glibc

/// How a program behaves when there is nothing left to tell, and how it leaves.
struct EndFigures {
  /// Whether the screen said that all had ended.
  let saidSo: Bool
  /// Frames written over ten seconds after that.
  let frames: Int
  /// Whether a minute of the wall clock turned meanwhile, which a clock on the screen may show.
  let minuteTurned: Bool
  /// Milliseconds from `q` to the end of the process; nil when it did not end.
  let quit: Double?
  let exitStatus: Int32?
  /// Mode settings of the terminal that were not given back.
  let changedModes: Int

  /// Waits up to 30 s for a text that says it has ended.
  init(of run: TerminalRun, text: String) throws {
    saidSo = try run.waitForText(text, within: .seconds(30))
    try run.read(for: .seconds(2))
    let before = run.meter.frames
    let minute = time(nil) / 60
    try run.read(for: .seconds(10))
    frames = run.meter.frames - before
    minuteTurned = time(nil) / 60 != minute
    quit = try run.quit().map { $0 / .milliseconds(1) }
    exitStatus = run.child.exitStatus
    changedModes = try run.terminal.changedModes()
  }
}
