import QueryCore
import ResultTables

extension RowsView {
  /// Copies the cell under the cursor, as it came.
  func copyCell(_ facts: Facts) -> [ViewRequest] {
    copy("cell", facts) { $0.withUTF8(column, \.isEmpty) ? nil : $0.text(column) }
  }

  /// Copies the row under the cursor: the columns shown.
  func copyRow(_ facts: Facts) -> [ViewRequest] {
    copy("row", facts) { row in TabbedText.line(columns.shown.map { row.text($0) }) }
  }

  private func copy(
    _ what: String, _ facts: Facts, _ text: (ResultRow) -> String?
  ) -> [ViewRequest] {
    guard case .loaded(let loaded) = state(of: row) else {
      let words =
        gap(atLine: row) == nil
        ? "this row has not loaded yet: there is nothing to copy"
        : "this is a gap: there is nothing to copy"
      return [.say(Notice(words))]
    }
    guard let text = text(loaded) else {
      return [.say(Notice("this cell holds no text to copy"))]
    }
    return ViewRequest.copy(
      text, as: what, facts,
      instead: "\(facts.options.keyName("rows.export")) saves all rows in a file")
  }

  /// Copies the loaded rows of the column, a line each.
  func copyColumn(_ facts: Facts) -> [ViewRequest] {
    let route = facts.options.clipboard
    var text = ""
    var count = 0
    for number in (window?.loadedRows ?? []).joined() {
      guard case .loaded(let row) = window?.row(number) else { continue }
      let line = TabbedText.field(row.text(column)) + "\n"
      guard text.utf8.count + line.utf8.count <= route.mostBytes else { break }
      text += line
      count += 1
    }
    guard count > 0 else { return [] }
    let rows = CountText.of(count, "loaded row", "loaded rows")
    return [
      .say(Notice(route.sentence("\(rows) of this column"))),
      .effect(.copy(text)),
    ]
  }
}

/// Tab-separated text as spreadsheets take it from the clipboard.
enum TabbedText {
  /// A line of fields, without its line end.
  static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: "\t")
  }

  /// One field: quoted, quotes doubled, where it holds a tab, a line break or a quote at its start.
  static func field(_ text: String) -> String {
    let mustQuote = text.utf8.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard mustQuote || text.utf8.first == UInt8(ascii: "\"") else { return text }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\"\"") + "\""
  }
}
