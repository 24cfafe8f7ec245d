import ResultTables
import TextCanvas

extension RowsView {
  /// Moves whatever is looked at: the cursor of the rows, of one row's fields, or a cell's lines.
  mutating func move(_ movement: Movement, _ facts: Facts) {
    switch depth {
    case .grid:
      switch movement {
      case .first: go(to: 0)
      case .last: go(to: typedRow.map { table?.line(ofRow: $0) ?? $0 } ?? .max)
      default:
        let height = geometry(in: facts.area).height
        moveRow(by: movement.destination(from: row, page: height, count: rowCount) - row)
      }
    case .record:
      let (index, count) = (columns.index(of: column), columns.shown.count)
      let page = RecordPanel.height(in: facts.area) / 2
      let field = movement.destination(from: index, page: page, count: count)
      moveColumn(by: max(-index, min(field, count)) - index)
    case .cell:
      scroll = movement.destination(from: scroll, page: CellPanel.height(in: facts.area))
    }
  }

  /// Puts the cursor on the cell under the pointer, on the header in its column; the wheel scrolls what is looked at.
  mutating func use(_ event: MouseEvent, _ facts: Facts) -> [ViewRequest] {
    switch event {
    case .pressed(let x, let y):
      if let header = click(x: x, y: y, facts).header { return sort(by: header) }
    case .doublePressed(let x, let y):
      destination = nil
      if click(x: x, y: y, facts).isRow { return perform(.open, facts) }
    case .wheelUp, .wheelDown:
      destination = nil
      switch depth {
      case .grid: scroll(by: event.wheelRows, height: geometry(in: facts.area).height)
      case .record: moveColumn(by: event.wheelRows)
      case .cell: scroll += event.wheelRows
      }
    }
    return []
  }

  /// - Returns: whether it was a row, or else the column whose header it was.
  private mutating func click(x: Int, y: Int, _ facts: Facts) -> (isRow: Bool, header: Int?) {
    let panel = GridPanel(self, facts, in: facts.area)
    guard depth == .grid, let cell = panel.cell(atX: x, y: y) else { return (false, nil) }
    destination = nil
    column = cell.column ?? column
    row = cell.row ?? row
    return (cell.row != nil, y == panel.geometry.inside.y ? cell.column : nil)
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let followed = follow(facts)
    let geometry = geometry(in: facts.area)
    reconcile(with: geometry)
    if let backwards = seeksHit {
      seekHit(backwards: backwards)
      reconcile(with: geometry)
    }
    switch depth {
    case .record: followField(in: facts.area)
    case .cell: breakCell(in: facts.area)
    case .grid: cellText = nil
    }
    let inView = topRow..<(topRow + max(1, geometry.height))
    let shown = numbers(ofLines: inView)
    return followed + load(window?.show(shown) ?? [])
  }

  /// Brings cursor and view back into the rows and columns there are.
  private mutating func reconcile(with geometry: GridGeometry) {
    let last = rowCount - 1
    if let destination {
      row = max(0, min(destination, last))
      let isThere = last >= destination || window?.isEndKnown == true || window?.gone != nil
      if isThere || window?.failureInView != nil { self.destination = nil }
    }
    row = max(0, min(row, last))
    follow(height: geometry.height)
    if !columns.shown.isEmpty {
      column = columns.shown[columns.index(of: column)]
      columns.bring(column, into: geometry.columns.width)
    }
  }

  private mutating func follow(height: Int) {
    let height = max(1, height)
    if row < topRow { topRow = row }
    if row >= topRow + height { topRow = row - height + 1 }
    topRow = max(0, min(topRow, rowCount - height))
  }

  /// Moves the cursor down by rows, or up; past the rows seen so far where more may come.
  mutating func moveRow(by rows: Int) {
    row = max(0, min(row + rows, rowCount - 1))
  }

  /// Goes to a row, from 0; `Int.max` is the last.
  ///
  /// Rows that have not been seen, where they come one page after another, are waited for.
  mutating func go(to number: Int) {
    // Before the first page too: who types ahead gets there.
    let mayCome = window.map { !$0.isEndKnown } ?? true
    destination = number >= rowCount && mayCome ? number : nil
    row = max(0, min(number, rowCount - 1))
  }

  /// Moves the cursor by columns shown.
  mutating func moveColumn(by step: Int) {
    let shown = columns.shown
    guard !shown.isEmpty else { return }
    column = shown[max(0, min(columns.index(of: column) + step, shown.count - 1))]
  }

  /// Goes to the first column shown, or the last.
  mutating func goToColumn(last: Bool) {
    column = (last ? columns.shown.last : columns.shown.first) ?? column
    if !last { columns.rewind() }
  }

  /// Scrolls by rows; the cursor stays in view.
  mutating func scroll(by rows: Int, height: Int) {
    topRow = max(0, min(topRow + rows, rowCount - height))
    row = max(topRow, min(row, topRow + max(1, height) - 1))
  }
}
