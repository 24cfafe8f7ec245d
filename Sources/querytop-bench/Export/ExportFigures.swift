import Glibc

/// One run of `querytop export`.
struct ExportFigures {
  /// Seconds.
  let time: Double
  /// MiB, at the peak as far as it was seen.
  let memory: Double
  let exitStatus: Int32?

  /// Runs it to its end.
  ///
  /// - Parameter target: nil for the long result.
  init(of program: String, server: StoryServer, target: String? = nil, to file: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let child = try ChildProcess(
      program, ["export", target ?? server.longResult, "--to", file, "--format", "csv", "--force"],
      environment: server.environment.merging(["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]) {
        $1
      }, on: .output(STDERR_FILENO))
    var peak = 0.0
    while !child.hasEnded() {
      try Interruption.check()
      // It may end between the two looks.
      if let memory = ProcFile.memory("VmHWM", of: child.id) { peak = max(peak, memory) }
      usleep(5000)
    }
    time = start.duration(to: clock.now) / .seconds(1)
    memory = peak
    exitStatus = child.exitStatus
  }
}
