import Foundation
import Glibc

/// A folder of a test's own, for its owner alone.
struct TemporaryFolder {
  /// Its path.
  let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.path + "/querytop-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Makes a folder inside it, and those above that one.
  func makeFolders(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
  }

  /// Writes a file.
  ///
  /// - Returns: its path.
  func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws -> String {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    chmod(path(name), mode)
    return path(name)
  }

  /// The bytes of a file; nil where there is none.
  func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map(Array.init)
  }

  /// What is in it, in order.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted()
  }

  func remove() {
    do {
      try FileManager.default.removeItem(atPath: root)
    } catch { /* What is left in the system's temporary folder goes with it. */  }
  }
}
