/// The file a person wants all rows in.
package struct ResultExport: Hashable, Sendable {
  package var format: Format
  /// As typed: relative to the folder querytop was started in.
  package var path: String

  package init(format: Format, path: String) {
    self.format = format
    self.path = path
  }

  /// How rows are written; the raw value is the file's extension and the word of `--format`.
  package enum Format: String, Hashable, Sendable, CaseIterable {
    case csv
    case json
    case ndjson
  }
}
