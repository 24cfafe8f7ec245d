import QueryCore
import TextCanvas

extension DashboardState {
  var resultsLayout: ResultsLayout {
    let isGrid = results?.depth == .grid
    return ResultsLayout(in: bodyRect, facts: isGrid ? results?.summary?.facts.count : nil)
  }

  var gridGeometry: GridGeometry { ResultsPanel.geometry(results, in: resultsLayout.grid) }

  /// Moves whatever is looked at: the cursor of the rows, of one row's fields, or a cell's lines.
  mutating func moveInResults(_ action: Action) {
    switch (results?.depth ?? .grid, action) {
    case (_, .nextRow): results?.moveRow(by: 1)
    case (_, .previousRow): results?.moveRow(by: -1)
    case (_, .firstColumn): results?.goToColumn(last: false)
    case (_, .lastColumn): results?.goToColumn(last: true)
    case (.grid, .moveLeft), (.cell, .moveLeft): results?.moveColumn(by: -1)
    case (.grid, .moveRight), (.cell, .moveRight): results?.moveColumn(by: 1)
    case (.record, .moveLeft): results?.moveRow(by: -1)
    case (.record, .moveRight): results?.moveRow(by: 1)
    case (.grid, _): moveRows(action)
    case (.record, _): moveFields(action)
    case (.cell, _):
      let page = CellPanel.height(in: bodyRect)
      let line = destination(action, from: results?.scroll ?? 0, page: page, count: .max / 2)
      results?.scroll = line
    }
  }

  private mutating func moveRows(_ action: Action) {
    guard let results else { return }
    switch action {
    case .first: self.results?.go(to: 0)
    case .last:
      let row = typedRow ?? .max
      self.results?.go(to: row)
    default:
      let row = destination(
        action, from: results.row, page: gridGeometry.height, count: results.rowCount)
      self.results?.moveRow(by: row - results.row)
    }
  }

  /// The row whose number has been typed, from 0.
  private var typedRow: Int? {
    guard let digits = results?.digits, !digits.isEmpty else { return nil }
    return max(0, (Int(digits) ?? .max) - 1)
  }

  private mutating func moveFields(_ action: Action) {
    guard let results else { return }
    let place = results.columns.place(of: results.column)
    let page = RecordPanel.height(in: bodyRect) / 2
    let target = destination(
      action, from: place, page: page, count: results.columns.shown.count)
    self.results?.moveColumn(by: max(-place, min(target, results.columns.shown.count)) - place)
  }

  /// Brings the results view back into line with its rows and the screen.
  mutating func settleResults() {
    let (geometry, body) = (gridGeometry, bodyRect)
    results?.settle(geometry)
    if let backwards = results?.seeksHit {
      results?.seekHit(backwards: backwards)
      results?.settle(geometry)
    }
    switch results?.depth {
    case .record: results?.followField(in: body)
    case .cell: results?.breakCell(in: body)
    case .grid, nil: results?.cellText = nil
    }
  }
}
