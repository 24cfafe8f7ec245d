package import QueryCore
package import ResultTables

/// The file a person wants all rows in.
package struct ResultExport: Hashable, Sendable {
  package var format: RowFormat
  /// As typed: relative to the folder querytop was started in.
  package var path: String

  package init(format: RowFormat, path: String) {
    self.format = format
    self.path = path
  }

  /// A file's name for the rows of a target: never a name the server chose.
  package static func proposedName(for target: Target, _ format: RowFormat) -> String {
    "\(target.source)-\(target.id).\(format.rawValue)"
  }
}
