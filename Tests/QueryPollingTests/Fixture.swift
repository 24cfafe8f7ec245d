import Foundation

/// The recorded and made-up answers beside the tests.
enum Fixture {
  /// The bytes of a file under `Fixtures/supermetrics`.
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = Bundle.module.bundleURL.appending(path: "Fixtures/supermetrics")
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }
}
