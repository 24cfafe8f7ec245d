import CursesTerminal
import Testing
import TextCanvas

struct TerminalSizeTests {
  @Test(arguments: [
    (80, 24, 80, 24), (1, 1, 1, 1), (0, 0, 80, 24), (0, 50, 80, 50), (65_535, 65_535, 1000, 400),
  ])
  func `any size the kernel tells can be drawn on`(
    columns: Int, rows: Int, usableColumns: Int, usableRows: Int
  ) {
    #expect(
      TerminalSize.usable(columns: columns, rows: rows)
        == Size(columns: usableColumns, rows: usableRows))
  }
}
