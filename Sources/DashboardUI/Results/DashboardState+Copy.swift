import QueryCore
import ResultTables

extension DashboardState {
  /// More bytes than this no terminal's clipboard is trusted with.
  private static let mostCopied = 1 << 20

  /// Copies the cell, the row or the column under the cursor, as it came.
  mutating func copy(_ action: Action) -> [Effect] {
    guard let results else { return [] }
    if action == .copyColumn { return copyColumn(of: results) }
    guard case .loaded(let row) = results.state(of: results.row) else {
      notice = Notice("this row has not come yet: there is nothing to copy")
      return []
    }
    if action == .copyCell, row.withUTF8(results.column, \.isEmpty) {
      notice = Notice("this cell holds no text to copy")
      return []
    }
    let text =
      action == .copyCell
      ? row.text(results.column)
      : TabbedText.line(results.columns.shown.map { row.text($0) })
    guard text.utf8.count <= Self.mostCopied else {
      notice = Notice("more than a megabyte is not copied: e saves all rows in a file")
      return []
    }
    let what = action == .copyCell ? "cell" : "row, tab-separated"
    notice = Notice("copied the \(what): \(CountText.of(text.utf8.count, "byte", "bytes"))")
    return [.copy(text)]
  }

  /// The loaded rows of the column, a line each.
  private mutating func copyColumn(of results: ResultsState) -> [Effect] {
    var text = ""
    var count = 0
    for number in (results.window?.loadedRows ?? []).joined() {
      guard case .loaded(let row) = results.state(of: number) else { continue }
      let line = TabbedText.field(row.text(results.column)) + "\n"
      guard text.utf8.count + line.utf8.count <= Self.mostCopied else { break }
      text += line
      count += 1
    }
    guard count > 0 else { return [] }
    notice = Notice(
      "copied \(CountText.of(count, "loaded row", "loaded rows")) of this column, a line each: e saves all"
    )
    return [.copy(text)]
  }
}
