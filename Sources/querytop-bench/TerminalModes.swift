import Glibc

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
