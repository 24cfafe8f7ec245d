import Glibc

/// What a program costs while nobody touches it, for each second.
struct LiveFigures {
  let bytes: Double
  let frames: Double
  /// Over the whole time.
  let bytesOutsideFrames: Int
  /// Percent of one core.
  let processor: Double

  /// Measures for so long.
  init(of run: TerminalRun, for time: Duration) throws {
    let clock = ContinuousClock()
    let before = (meter: run.meter, processor: try run.child.processorTime(), at: clock.now)
    try run.read(for: time)
    let spent = try run.child.processorTime() - before.processor
    let seconds = (clock.now - before.at) / .seconds(1)
    bytes = Double(run.meter.bytes - before.meter.bytes) / seconds
    frames = Double(run.meter.frames - before.meter.frames) / seconds
    // The mark of a frame that came in two reads is counted outside first, and taken back.
    bytesOutsideFrames = max(0, run.meter.bytesOutside - before.meter.bytesOutside)
    processor = spent / .seconds(1) / seconds * 100
  }
}

extension ChildProcess {
  /// Processor time of all threads of it and its children so far, in user and kernel.
  func processorTime() throws -> Duration {
    try ProcFile.family(of: id).reduce(.zero) { try $0 + Self.processorTime(of: $1) }
  }

  /// By the process's own clock, which counts nanoseconds; see clock_getcpuclockid(3).
  private static func processorTime(of id: pid_t) throws -> Duration {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(id, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      throw BenchError("process \(id) has ended early")
    }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The most memory it has held, in MiB.
  func peakMemory() throws -> Double {
    guard let peak = ProcFile.mostMemory(ofFamily: id) else {
      throw BenchError("process \(id) has ended early")
    }
    return peak
  }
}
