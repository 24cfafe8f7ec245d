import Glibc

extension ChildProcess {
  /// Processor time of all its threads so far, in user and kernel; steps of 10 ms on most machines.
  ///
  /// Fields 14 and 15 of `/proc/PID/stat`, see proc(5); the name before them may hold anything but
  /// ends with the last parenthesis.
  func processorTime() throws -> Duration {
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
    guard let peak = ProcFile.memory("VmHWM", of: id) else {
      throw BenchError("process \(id) has ended early")
    }
    return peak
  }
}
