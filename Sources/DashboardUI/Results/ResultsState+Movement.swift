import ResultTables
import TextCanvas

extension ResultsState {
  /// Brings cursor and view back into the rows and columns there are.
  mutating func settle(_ geometry: GridGeometry) {
    let last = rowCount - 1
    if let destination {
      row = max(0, min(destination, last))
      let isThere = last >= destination || window?.isEndKnown == true || window?.gone != nil
      if isThere || window?.failureInView != nil { self.destination = nil }
    }
    row = max(0, min(row, last))
    follow(height: geometry.height)
    if !columns.shown.isEmpty {
      column = columns.shown[columns.place(of: column)]
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
    column = shown[max(0, min(columns.place(of: column) + step, shown.count - 1))]
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

  /// Goes to the next cell that holds the text looked for: in this row first, then in the next row found.
  ///
  /// - Returns: whether there is one.
  mutating func goToHit(backwards: Bool) -> Bool {
    guard let search else { return false }
    if case .loaded(let cells) = state(of: row) {
      let place = columns.place(of: column)
      let rest = columns.shown.enumerated().filter {
        backwards ? $0.offset < place : $0.offset > place
      }.map(\.element)
      if let hit = (backwards ? rest.reversed() : rest).first(where: { search.isIn(cells, $0) }) {
        column = hit
        return true
      }
    }
    guard let found = search.next(from: row, backwards: backwards) else { return false }
    go(to: found)
    seekHit(backwards: backwards)
    return true
  }

  /// Puts the cursor on the first cell of its row that holds the text, or the last.
  mutating func seekHit(backwards: Bool) {
    seeksHit = nil
    guard let search else { return }
    guard destination == nil, case .loaded(let cells) = state(of: row) else {
      seeksHit = backwards
      return
    }
    let shown = columns.shown
    let hit =
      backwards
      ? shown.last { search.isIn(cells, $0) } : shown.first { search.isIn(cells, $0) }
    column = hit ?? column
  }
}
