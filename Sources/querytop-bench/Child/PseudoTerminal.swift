import Glibc

/// A pseudo-terminal, seen from the side on which a terminal emulator sits.
final class PseudoTerminal {
  /// The side of the program.
  let path: String
  private let descriptor: Int32
  private let firstModes: TerminalModes

  /// Opens one of this size, with the modes a new terminal has.
  init(columns: UInt16, rows: UInt16) throws {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var ends: (own: Int32, program: Int32) = (-1, -1)
    guard openpty(&ends.own, &ends.program, nil, nil, &size) == 0 else {
      throw BenchError(failing: "openpty")
    }
    // The program opens its side by name, so that it becomes its controlling terminal.
    defer { Glibc.close(ends.program) }
    var name = [CChar](repeating: 0, count: 256)
    let code = ttyname_r(ends.program, &name, name.count)
    guard code == 0 else { throw BenchError(failing: "ttyname_r", code: code) }
    _ = fcntl(ends.own, F_SETFD, FD_CLOEXEC)
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    descriptor = ends.own
    firstModes = try TerminalModes(of: descriptor)
  }

  /// How many of the mode settings are not as they were at first.
  func changedModes() throws -> Int {
    try TerminalModes(of: descriptor).differences(from: firstModes)
  }

  /// Reads what is there, waiting for it if need be.
  ///
  /// - Returns: nothing when the time is over, nil when the program is gone.
  func read(waiting time: Duration) throws -> [UInt8]? {
    try Interruption.check()
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let wait = Int32(max(0, (time / .milliseconds(1)).rounded(.up)))
    guard Glibc.poll(&poll, 1, wait) > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      // The buffer is written by C and never read past what C says it wrote.
      count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
    }
    // Linux says EIO once nobody holds the other side.
    return bytes.isEmpty ? nil : bytes
  }

  /// Presses keys.
  func write(_ keys: [UInt8]) throws {
    guard Glibc.write(descriptor, keys, keys.count) == keys.count else {
      throw BenchError(failing: "writing to the terminal")
    }
  }

  /// Hangs up on whoever is still there.
  func close() {
    Glibc.close(descriptor)
  }
}

/// A terminal's modes as numbers that can be compared.
struct TerminalModes {
  private let values: [UInt32]

  /// Reads the modes of the terminal behind either side's descriptor.
  init(of descriptor: Int32) throws {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { throw BenchError(failing: "tcgetattr") }
    let keys = withUnsafeBytes(of: modes.c_cc) { $0.map { UInt32($0) } }
    values =
      [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag, modes.c_ispeed, modes.c_ospeed]
      + keys
  }

  /// How many flag words, speeds and control characters differ.
  func differences(from other: TerminalModes) -> Int {
    zip(values, other.values).count { $0 != $1 }
  }
}
