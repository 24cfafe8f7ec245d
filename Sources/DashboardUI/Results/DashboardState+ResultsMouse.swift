import TextCanvas

extension DashboardState {
  /// Puts the cursor on the cell under the pointer; on the header, in its column.
  ///
  /// - Returns: whether it was a row.
  mutating func clickResults(x: Int, y: Int) -> Bool {
    guard let results, results.depth == .grid else { return false }
    let panel = ResultsPanel(self, results, in: resultsLayout.grid)
    guard let cell = panel.cell(atX: x, y: y) else { return false }
    self.results?.destination = nil
    if let column = cell.column { self.results?.column = column }
    if let row = cell.row { self.results?.row = row }
    return cell.row != nil
  }

  /// Scrolls what is looked at.
  mutating func wheelResults(_ rows: Int) {
    results?.destination = nil
    let height = gridGeometry.height
    switch results?.depth {
    case .grid: results?.scroll(by: rows, height: height)
    case .record: results?.moveColumn(by: rows)
    case .cell: results?.scroll += rows
    case nil: break
    }
  }
}
