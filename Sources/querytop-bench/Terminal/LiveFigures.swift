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
  /// Processor time of all threads of it and its children so far, in user and kernel; steps of 10 ms on most machines.
  ///
  /// Fields 14 and 15 of `/proc/PID/stat`, see proc(5); the name before them may hold anything but
  /// ends with the last parenthesis.
  func processorTime() throws -> Duration {
    try ProcFile.family(of: id).reduce(.zero) { try $0 + Self.processorTime(of: $1) }
  }

  private static func processorTime(of id: pid_t) throws -> Duration {
    guard let text = ProcFile.text("\(id)/stat"), let name = text.lastIndex(of: ")") else {
      throw BenchError("process \(id) has ended early")
    }
    let fields = text[text.index(after: name)...].split(separator: " ")
    guard fields.count > 12, let user = Int(fields[11]), let kernel = Int(fields[12]) else {
      throw BenchError("/proc/\(id)/stat cannot be read")
    }
    return .seconds(1) * (user + kernel) / Int(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The most memory it has held, in MiB.
  func peakMemory() throws -> Double {
    guard let peak = ProcFile.memory("VmHWM", ofFamily: id) else {
      throw BenchError("process \(id) has ended early")
    }
    return peak
  }
}
