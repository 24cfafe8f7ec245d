/// A page has columns that a header already written does not: the export has to begin anew with
/// `columns`.
package struct UnlistedColumns: Error, Hashable, Sendable, CustomStringConvertible {
  /// The columns not in the header.
  package let names: [String]
  /// The header that would hold them: that written, then these.
  package let columns: [String]

  package var description: String {
    "a later page has \(names.count) more column\(names.count == 1 ? "" : "s")"
  }
}
