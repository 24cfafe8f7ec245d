import QueryCore
import Testing
import TextCanvas

@testable import DashboardUI

@Suite struct `Screens look as recorded` {
  static let sizes = [(20, 5), (80, 24), (120, 36), (200, 60)]

  @Test(arguments: sizes) func `the batch view`(columns: Int, rows: Int) throws {
    let state = DashboardState.watching(columns: columns, rows: rows)
    try expectGolden(state.frame(), "batch-\(columns)x\(rows)")
  }

  @Test func `the batch view in ASCII`() throws {
    let state = DashboardState.watching(columns: 80, rows: 24, glyphs: .ascii)
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "batch-ascii-80x24")
  }
}
