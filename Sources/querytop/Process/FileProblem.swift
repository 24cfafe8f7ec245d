import Glibc

/// Why a file is not read.
nonisolated enum FileProblem: Error, Hashable {
  /// errno.
  case unreadable(Int32)
  /// A folder, a pipe, a device.
  case notAFile
  /// Another user's, who is not to be believed.
  case foreign(owner: uid_t)
  /// Holds the permission bits the file has, and whether who asks can change them.
  case looseMode(mode_t, isMendable: Bool)
  /// Holds the most bytes that are taken.
  case tooLong(Int)

  /// Whether it says no more than that nobody gets as far as the file: it is not there, or a folder above it cannot be looked into.
  func isOfTheWay(to path: String) -> Bool {
    guard case .unreadable(let code) = self else { return false }
    if code == ENOENT || code == ENOTDIR { return true }
    var status = stat()
    return stat(path, &status) != 0
  }

  /// What is wrong, and a way out that works where the file stands.
  ///
  /// - Parameters:
  ///   - path: as the person wrote it.
  ///   - use: what it was to be read for.
  func reason(_ path: String, for use: FileRule.Use) -> String {
    switch self {
    case .unreadable(EACCES):
      "cannot be read by user \(geteuid()), whom querytop runs as: give it to that user"
    case .unreadable(let code): "cannot be read: \(String(cString: strerror(code)))"
    case .notAFile: "is not a file"
    case .foreign(let owner):
      "belongs to another user (\(owner); querytop runs as \(geteuid())): \(Self.detour(path, use))"
    case .looseMode(let mode, isMendable: true):
      "others may use it (mode \(String(mode, radix: 8))): run chmod \(Self.mode(use)) \(path)"
    case .looseMode(let mode, isMendable: false):
      "others may write to it (mode \(String(mode, radix: 8))): \(Self.detour(path, use))"
    case .tooLong(let limit): "is longer than \(limit >> 10) KiB"
    }
  }

  /// What to do where the file itself cannot be mended.
  private static func detour(_ path: String, _ use: FileRule.Use) -> String {
    switch use {
    case .credential: "use credential: {command: [cat, \(yaml(path))]}"
    case .configuration: "copy it, and let QUERYTOP_CONFIG name the copy"
    case .theme, .state: "make a copy of your own"
    }
  }

  private static func mode(_ use: FileRule.Use) -> String { use == .credential ? "600" : "go-w" }

  /// The path as it may stand in a list of YAML.
  private static func yaml(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
        || (0x61...0x7A).contains(byte | 0x20)
    }
    guard !isPlain else { return path }
    return "'"
      + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }
}
