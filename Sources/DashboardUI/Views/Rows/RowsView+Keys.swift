import TextCanvas

extension RowsView {
  static let keyTables = [
    KeyTable("Rows", takesDigits: true, grid), KeyTable("One row", record),
    KeyTable("One cell", cell),
  ]

  private static let grid: [Binding<Command>] =
    [
      open, .back("rows.back", "stop or close what is on top of the rows, then go back one view"),
      viewCell,
    ]
    + [
      Binding(
        "rows.search", ["/", .function(3)], .search, footer: "search",
        "search the rows loaded for a text"),
      Binding("rows.nextHit", ["n"], .nextHit, "go to the next match"),
      Binding("rows.previousHit", ["N"], .previousHit, "go to the previous match"),
      Binding(
        "rows.readAll", ["A"], .readAllRows, footer: "all rows",
        "read all rows: for statistics or search, or to sort them all"),
      Binding(
        "rows.statistics", ["#"], .describeColumn, footer: "stats",
        "describe the column: count, distinct, least, greatest, sum"),
      Binding(
        "rows.values", ["F"], .countValues, footer: "values",
        "how often each value stands in the column"),
      Binding(
        "rows.sortNext", ["s"], .sortNext, footer: "sort",
        "sort the loaded rows by the column; again, by the next one; A sorts all"),
      Binding("rows.sortReverse", ["S"], .sortReverse, "reverse the order"),
      Binding(
        "rows.showColumnList", [.function(6)], .showSorts,
        "choose the column to sort by, hide and show columns"),
      Binding(
        "rows.releaseOrder", ["."], .releaseOrder,
        "all rows in the server's order again; the cursor stays on its row"),
    ] + copying + [
      Binding("rows.copyColumn", ["C"], .copyColumn, "copy the column's loaded rows"),
      Binding("rows.left", ["h", .left], .moveLeft, "a column left"),
      Binding("rows.right", ["l", .right], .moveRight, "a column right"),
      Binding("rows.firstColumn", ["0", "^"], .firstColumn, "to the first column"),
      Binding("rows.lastColumn", ["$"], .lastColumn, "to the last column"),
    ] + rowByRow + [
      Binding(
        "rows.nextGap", ["f"], .nextGap, "go to the next gap in the table of a batch"),
      Binding(
        "rows.freeze", ["!"], .freeze, footer: "freeze",
        "freeze the first column, or let it scroll"),
      Binding("rows.hideColumn", ["-"], .hideColumn, footer: "hide", "hide the column"),
      Binding("rows.showColumns", ["+"], .showColumns, "show all columns again"),
      Binding("rows.narrower", ["<"], .narrower, "make the column narrower"),
      Binding("rows.wider", [">"], .wider, footer: "wider", "make the column wider"),
      retry, .showRequests,
    ] + Binding.movement(Command.move) + Binding.everywhere

  private static let record: [Binding<Command>] =
    [open, .back("record.back", "back to the rows"), viewCell] + copying + [
      Binding("record.previous", ["h", .left], .moveLeft, "the previous row"),
      Binding("record.next", ["l", .right], .moveRight, "the next row"),
    ] + rowByRow + [retry] + Binding.movement(Command.move) + Binding.everywhere

  private static let cell: [Binding<Command>] =
    [.back("cell.back", "back to the row, or to the rows")] + copying + [
      Binding("cell.left", ["h", .left], .moveLeft, "the cell to the left"),
      Binding("cell.right", ["l", .right], .moveRight, "the cell to the right"),
    ] + rowByRow + [retry] + Binding.movement(Command.move) + Binding.everywhere

  private static let open = Binding<Command>(
    "rows.open", [.enter], .open, footer: "open", "open the row, then the cell")
  private static let viewCell = Binding<Command>(
    "rows.cell", ["v"], .viewCell, footer: "cell", "show the whole cell")
  private static let retry = Binding<Command>(
    "rows.retry", ["r"], .retry, "retry rows that failed to load")

  private static let copying: [Binding<Command>] = [
    Binding("rows.export", ["e", "E"], .export, footer: "save", "save all rows in a file"),
    Binding("rows.copyCell", ["y"], .copyCell, footer: "copy", "copy the cell"),
    Binding("rows.copyRow", ["Y"], .copyRow, "copy the row, tab-separated"),
  ]

  private static let rowByRow: [Binding<Command>] = [
    Binding("rows.nextRow", ["J"], .nextRow, "a row down"),
    Binding("rows.previousRow", ["K"], .previousRow, "a row up"),
  ]
}
