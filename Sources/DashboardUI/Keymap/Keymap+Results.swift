import TextCanvas

extension Keymap {
  /// The keys of the rows of a result: those of less, vim and visidata.
  static let results: [KeyBinding] = {
    let grid: Set<KeyContext> = [.results]
    let rows: Set<KeyContext> = [.results, .record]
    let all: Set<KeyContext> = [.results, .record, .cell]
    return [
      KeyBinding([.enter], .open, in: rows, label: "open", help: "one row, then one cell"),
      KeyBinding([.character("v")], .viewCell, in: rows, label: "cell", help: "all of one cell"),
      KeyBinding(
        [.character("/"), .function(3)], .search, in: grid, label: "search",
        help: "look for a text in the rows loaded"),
      KeyBinding([.character("n")], .nextHit, in: grid, help: "to the next cell that holds it"),
      KeyBinding([.character("N")], .previousHit, in: grid, help: "to the one before"),
      KeyBinding(
        [.character("A")], .allRows, in: grid, label: "all rows",
        help: "read all rows for the search, or for the statistics"),
      KeyBinding(
        [.character("#")], .statistics, in: grid, label: "stats",
        help: "describe the column: count, distinct, least, greatest, sum"),
      KeyBinding(
        [.character("e")], .export, in: all, label: "save", help: "save all rows in a file"),
      KeyBinding([.character("y")], .copyCell, in: all, label: "copy", help: "copy the cell"),
      KeyBinding(
        [.character("Y")], .copyRow, in: all, help: "copy the row, tab-separated"),
      KeyBinding([.character("C")], .copyColumn, in: grid, help: "copy the column's loaded rows"),
      KeyBinding(
        [.character("h"), .left], .moveLeft, in: all, help: "a column left; in one row, a row up"),
      KeyBinding(
        [.character("l"), .right], .moveRight, in: all,
        help: "a column right; in one row, a row down"),
      KeyBinding(
        [.character("0"), .character("^")], .firstColumn, in: grid, help: "to the first column"),
      KeyBinding([.character("$")], .lastColumn, in: grid, help: "to the last column"),
      KeyBinding([.character("J")], .nextRow, in: all, help: "a row down"),
      KeyBinding([.character("K")], .previousRow, in: all, help: "a row up"),
      KeyBinding(
        [.character("f")], .freeze, in: grid, label: "freeze",
        help: "keep the first column in view, or let it go"),
      KeyBinding([.character("-")], .hideColumn, in: grid, label: "hide", help: "hide the column"),
      KeyBinding([.character("+")], .showColumns, in: grid, help: "show all columns again"),
      KeyBinding([.character("<")], .narrower, in: grid, help: "make the column narrower"),
      KeyBinding(
        [.character(">")], .wider, in: grid, label: "wider", help: "make the column wider"),
      KeyBinding(
        [.character("r")], .askAgain, in: all, help: "ask again for rows that did not come"),
    ]
  }()
}
