import Foundation

/// The recorded and made-up answers beside the tests.
enum Fixture {
  /// The bytes of a file under `Fixtures`, without the line break at its end.
  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
    var bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
    while bytes.last == 10 { bytes.removeLast() }
    return bytes
  }

  /// The same as text.
  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }
}
