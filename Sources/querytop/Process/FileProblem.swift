import Glibc

/// Why a file is not read.
nonisolated enum FileProblem: Error, Equatable {
  /// errno.
  case unreadable(Int32)
  /// A folder, a pipe, a device.
  case notAFile
  case notOwned
  /// Holds the permission bits the file has.
  case looseMode(mode_t)
  /// Holds the most bytes that are taken.
  case tooLong(Int)

  /// What is wrong and what to do; `fix` is the command that mends a loose mode.
  func reason(_ path: String, fix: String) -> String {
    switch self {
    case .unreadable(let code): "cannot be read: \(String(cString: strerror(code)))"
    case .notAFile: "is not a file"
    case .notOwned: "belongs to somebody else: make a copy of your own"
    case .looseMode(let mode):
      "others may use it (mode \(String(mode, radix: 8))): run chmod \(fix) \(path)"
    case .tooLong(let limit): "is longer than \(limit >> 10) KiB"
    }
  }
}
