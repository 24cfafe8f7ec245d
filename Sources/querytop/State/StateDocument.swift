import QueryHTTP
import QueryReports

/// One kind of thing remembered between runs: a JSON object in a file of its own in the state folder.
///
/// A new kind is one small file that conforms; finding, locking, bounds and replacing are
/// `StateFolder`'s business.
nonisolated protocol StateDocument: Equatable, Sendable {
  /// The file's name without `.json`, and the middle of its `schema`, `querytop.NAME/VERSION`.
  static var name: String { get }
  /// Raised when a member changes its meaning: a file of another version is as if there were none.
  static var version: Int { get }

  /// Nothing remembered.
  init()

  /// Reads the value of one member, or leaves it, which skips it; the file may hold anything.
  mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws

  /// All there is to write but `schema`. The document bounds itself: it lets the oldest go.
  var members: [(String, JSONText)] { get }
}

extension StateDocument {
  nonisolated static var schema: String { "querytop.\(name)/\(version)" }

  /// Reads a file's bytes.
  ///
  /// - Throws: `JSONError` for anything but one JSON object; what the members throw.
  /// - Returns: nil for an object of another schema, or of none.
  nonisolated static func parse(_ bytes: [UInt8]) throws -> Self? {
    var document = Self()
    var schema: String?
    var reader = JSONReader(bytes)
    try reader.readObject { reader, key in
      switch key {
      case "schema": schema = try reader.readText()
      default: try document.read(key, &reader)
      }
    }
    try reader.finish()
    return schema == Self.schema ? document : nil
  }

  /// The file's text: one line.
  nonisolated var text: String {
    JSONText.object(of: [("schema", .string(Self.schema))] + members).line + "\n"
  }
}
