import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Sorted rows and counted values look as recorded") struct RowsArrangedGoldenTests {
  private static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]

  private func showing(_ size: (Int, Int), _ keys: String, _ glyphs: GlyphSet) -> Frame {
    var state = Dashboard.showing(columns: size.0, rows: size.1, glyphs: glyphs)
    state.browse(keys)
    return state.frame()
  }

  @Test(arguments: sizes) func `the values of a column`(columns: Int, rows: Int) throws {
    try expectGolden(
      showing((columns, rows), "llF", .unicode), "values-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.prefix(2)) func `the values in ASCII`(columns: Int, rows: Int) throws {
    let frame = showing((columns, rows), "llllllllF", .ascii)
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "values-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `rows sorted`(columns: Int, rows: Int) throws {
    try expectGolden(
      showing((columns, rows), "lllS", .unicode), "rows-sorted-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.prefix(2)) func `rows sorted, in ASCII`(columns: Int, rows: Int) throws {
    let frame = showing((columns, rows), "lllS", .ascii)
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "rows-sorted-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.prefix(2)) func `rows with one value`(columns: Int, rows: Int) throws {
    var state = Dashboard.showing(columns: columns, rows: rows)
    state.browse("llF")
    state.browse([.enter])
    try expectGolden(state.frame(), "rows-filtered-\(columns)x\(rows)")
  }
}
