/// Writes pages of rows as the bytes of a file: a beginning, the pages in order, an end.
///
/// A value of its own, without files or tasks: each call returns the bytes to be appended.
package struct RowWriter: Sendable {
  package let format: RowFormat
  /// Rows written so far.
  package private(set) var rowCount = 0
  private let table: TableRows
  private let hasByteOrderMark: Bool
  private var json = JSONRows()

  /// - Parameters:
  ///   - columns: the header of a table; the other formats need none.
  ///   - keepsFormulas: leaves strings that a spreadsheet takes for formulas as they are.
  ///   - hasByteOrderMark: begins a table with U+FEFF, by which some spreadsheets know UTF-8.
  package init(
    _ format: RowFormat, columns: [String] = [], keepsFormulas: Bool = false,
    hasByteOrderMark: Bool = false
  ) {
    self.format = format
    self.hasByteOrderMark = hasByteOrderMark && format.isTable
    table = TableRows(
      columns: columns, keepsFormulas: keepsFormulas, style: format == .tsv ? .tabs : .commas)
  }

  /// What stands before the first row.
  package func beginning() -> [UInt8] {
    switch format {
    case .csv, .tsv: (hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + table.header()
    case .json: Array("[".utf8)
    case .ndjson: []
    }
  }

  /// The rows of a page from `row` on, some hundred kilobytes of them; `row` is then the first one left.
  ///
  /// - Throws: `UnlistedColumns` for a table whose header lacks a column of the page; nothing is
  ///   written then.
  package mutating func write(
    _ page: ResultPage, from row: inout Int
  ) throws(UnlistedColumns) -> [UInt8] {
    guard row >= 0, row < page.rowCount else { return [] }
    let start = row
    let bytes =
      switch format {
      case .csv, .tsv: try table.write(page, from: &row)
      case .json: json.write(page, from: &row, .init(isList: true, continues: rowCount > 0))
      case .ndjson: json.write(page, from: &row, .init(isList: false, continues: false))
      }
    rowCount += row - start
    return bytes
  }

  /// Records of a table with so many more empty fields behind those of each.
  package func widened(_ records: [UInt8], by fields: Int) -> [UInt8] {
    table.widened(records, by: fields)
  }

  /// What stands behind the last row.
  package func end() -> [UInt8] {
    guard format == .json else { return [] }
    return Array((rowCount == 0 ? "]\n" : "\n]\n").utf8)
  }
}

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
