import QueryCore
import TextCanvas

extension MatrixView {
  /// Where the cursor stands in the order of rows and columns.
  var position: MatrixGrid.Cursor {
    MatrixGrid.Cursor(
      row: grid?.rowOrder.firstIndex(of: cursor.row) ?? 0,
      column: grid?.columnOrder.firstIndex(of: cursor.column) ?? 0)
  }

  /// Moves up and down by rows.
  mutating func move(_ movement: Movement, _ facts: Facts) {
    guard let grid else { return }
    var position = position
    position.row = movement.destination(
      from: position.row, page: grid.layout.cells.height, count: grid.rowOrder.count)
    move(to: position, facts)
  }

  /// Moves to the side by columns.
  mutating func move(columns: Int, _ facts: Facts) {
    var position = position
    position.column += columns
    move(to: position, facts)
  }

  /// Moves the cursor to a place in the order, clamped to what there is.
  private mutating func move(to position: MatrixGrid.Cursor, _ facts: Facts) {
    guard let grid, !grid.rowOrder.isEmpty, !grid.columnOrder.isEmpty else { return }
    cursor = MatrixGrid.Cursor(
      row: grid.rowOrder[max(0, min(position.row, grid.rowOrder.count - 1))],
      column: grid.columnOrder[max(0, min(position.column, grid.columnOrder.count - 1))])
    movedAt = facts.now
  }

  /// Brings the cursor back to a cell there is, and scrolls so that it can be seen.
  mutating func keepInView() {
    guard let grid else { return }
    let position = position
    func clamped(_ offset: Int, _ index: Int, _ visible: Int, _ count: Int) -> Int {
      let visible = max(1, visible)
      return max(0, min(max(min(offset, index), index - visible + 1), count - visible))
    }
    offset.row = clamped(
      offset.row, position.row, grid.layout.cells.height, grid.rowOrder.count)
    offset.column = clamped(
      offset.column, position.column, grid.layout.visibleColumns, grid.columnOrder.count)
  }

  // MARK: Failures

  /// Goes to the next cell that holds a failure, or a lit one where some are lit: along the row, then on to the next; after
  /// the last comes the first.
  mutating func seekFailure(isForward: Bool, _ facts: Facts) -> [ViewRequest] {
    guard let grid else { return [] }
    let start = position
    let (rows, columns) = (grid.rowOrder.count, grid.columnOrder.count)
    guard rows > 0, columns > 0 else { return [] }
    let step = isForward ? 1 : -1
    for distance in 0...rows {
      let row = (start.row + (isForward ? distance : rows * 2 - distance)) % rows
      let found = troubled(row: row)
      let candidates = isForward ? found : found.reversed()
      let next = candidates.first { column in
        distance > 0 || (column - start.column) * step > 0
      }
      guard let next else { continue }
      move(to: MatrixGrid.Cursor(row: row, column: next), facts)
      let hasWrapped = distance == rows || (isForward ? row < start.row : row > start.row)
      return hasWrapped
        ? [
          .say(
            Notice(
              isForward
                ? "past the last, at the first again" : "before the first, at the last again"))
        ]
        : []
    }
    return [.say(Notice(highlight == nil ? facts.noFailure(in: target) : "nothing lit has failed"))]
  }

  /// The columns of a row that hold trouble, by their place in the order.
  private func troubled(row: Int) -> [Int] {
    guard let grid, grid.matrix.rowTallies[grid.rowOrder[row]].troubled > 0 else { return [] }
    let cells = grid.matrix.cells(
      inRow: grid.rowOrder[row], grid.matrix.columns.indices, where: isLit)
    return grid.columnOrder.indices.filter { cells[grid.columnOrder[$0]].troubled > 0 }
  }

  /// Whether a query is lit; nil where all are alike.
  var isLit: ((Int) -> Bool)? {
    guard highlight != nil else { return nil }
    let lit = lit
    return { lit.indices.contains($0) && lit[$0] }
  }

  // MARK: Mouse

  /// Click selects, on a name or a heading too; double click opens, the wheel scrolls.
  mutating func use(_ event: MouseEvent, _ facts: Facts) -> [ViewRequest] {
    switch event {
    case .pressed(let x, let y): _ = click(x: x, y: y, facts)
    case .doublePressed(let x, let y):
      return click(x: x, y: y, facts) ? open(facts) : []
    case .wheelUp, .wheelDown: scroll(by: event.wheelRows, facts)
    }
    return []
  }

  /// - Returns: whether it was a cell.
  private mutating func click(x: Int, y: Int, _ facts: Facts) -> Bool {
    guard let grid else { return false }
    let hit = grid.layout.hit(x: x, y: y)
    var new = position
    if let row = hit.row {
      guard offset.row + row < grid.rowOrder.count else { return false }
      new.row = offset.row + row
    }
    if let column = hit.column { new.column = offset.column + column }
    guard hit.row != nil || hit.column != nil else { return false }
    move(to: new, facts)
    return hit.row != nil && hit.column != nil
  }

  /// Scrolls by rows; the cursor stays on screen.
  private mutating func scroll(by rows: Int, _ facts: Facts) {
    guard let grid else { return }
    let height = max(1, grid.layout.cells.height)
    offset.row = max(0, min(offset.row + rows, grid.rowOrder.count - height))
    var new = position
    new.row = max(offset.row, min(new.row, offset.row + height - 1))
    move(to: new, facts)
  }
}
