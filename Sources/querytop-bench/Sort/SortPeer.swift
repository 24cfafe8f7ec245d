import Glibc

/// sort(1) over the same rows in a CSV file.
enum SortPeer {
  /// Seconds, the best of two.
  static func time(_ program: String, server: StoryServer) throws -> Double {
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    defer { unlink(file) }
    let export = try ExportFigures(of: program, server: server, to: file)
    guard export.exitStatus == 0 else { throw BenchError("the rows could not be exported") }
    let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard output >= 0 else { throw BenchError(failing: "opening /dev/null") }
    defer { close(output) }
    return min(try sort(file, output), try sort(file, output))
  }

  private static func sort(_ file: String, _ output: Int32) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let child = try ChildProcess(
      "/usr/bin/sort", ["-t,", "-k4,4n", file],
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"], on: .output(output))
    while !child.hasEnded() {
      try Interruption.check()
      usleep(1000)
    }
    guard child.exitStatus == 0 else {
      throw BenchError("sort ended with \(child.exitStatus ?? -1)")
    }
    return start.duration(to: clock.now) / .seconds(1)
  }
}
