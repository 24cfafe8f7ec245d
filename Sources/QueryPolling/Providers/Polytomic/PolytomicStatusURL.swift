package import QueryCore

/// The address of a query's results as the run-query answer and the documentation write it.
package enum PolytomicStatusURL {
  /// Reads `…/api/queries/{uuid}`; query and fragment are left out.
  ///
  /// - Returns: nil when the text is no such URL.
  /// - Throws: `TargetError.badID` when it is one, but its id is no UUID.
  package static func target(in text: String, source: String) throws(TargetError) -> Target? {
    guard let id = StatusPath.id(in: text, after: ["api", "queries"]) else { return nil }
    guard PolytomicSource.isUUID(id) else { throw .badID(id) }
    return try Target(source: source, kind: .query, id: id)
  }
}
