import QueryCore

/// A provider's word for a state, as an answer holds it.
enum StatusText {
  /// The longest word kept, in bytes.
  private static let longest = 64

  /// Reads the value of a status field.
  ///
  /// - Parameter known: what an earlier field of the same name held.
  /// - Throws: `JSONError.duplicateKey` when there was one: nobody could say which of the two
  ///   counts.
  static func read(_ reader: inout JSONReader, after known: String?) throws -> String? {
    guard known == nil else { throw JSONError(.duplicateKey, at: reader.offset) }
    return try reader.readText(atMost: longest)
  }
}
