/// How rows are written to a file; the raw value is the file's extension.
package enum RowFormat: String, Hashable, Sendable, CaseIterable {
  /// RFC 4180: a header, CRLF after every record, UTF-8 without a byte order mark.
  case csv
  /// One array of objects, an object a line.
  case json
  /// An object a line, LF after each.
  case ndjson
}
