/// How far an export is, or how it ended.
package enum ResultExportReport: Hashable, Sendable {
  /// Some times a second; `elapsed` since the first row was asked for.
  case writing(rows: Int, totalRows: Int?, elapsed: Duration)
  /// All rows stand in the file.
  case saved(rows: Int, bytes: Int, elapsed: Duration)
  /// It ended early, by itself or by `.stopExport`; holds a sentence that says why and what is left on the disk.
  case ended(String)
}
