import FoundationEssentials
import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Screens look as recorded") struct ScreenGoldenTests {
  static let sizes = [(20, 5), (40, 20), (80, 24), (120, 36), (200, 60)]

  @Test(arguments: sizes) func `the batch view`(columns: Int, rows: Int) throws {
    let state = Dashboard.watching(columns: columns, rows: rows)
    try expectGolden(state.frame(), "batch-\(columns)x\(rows)")
  }

  static let smallSizes = [(40, 20), (80, 24)]

  @Test(arguments: smallSizes) func `the batch view in ASCII`(columns: Int, rows: Int) throws {
    let state = Dashboard.watching(columns: columns, rows: rows, glyphs: .ascii)
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "batch-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: sizes.dropFirst()) func `a cause with all that is known of it`(
    columns: Int, rows: Int
  ) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("c")
    _ = state.apply(.keyPressed(.enter))
    try expectGolden(state.frame(), "cause-\(columns)x\(rows)")
  }

  @Test(arguments: smallSizes) func `a cause in ASCII`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows, glyphs: .ascii)
    state.press("c")
    _ = state.apply(.keyPressed(.enter))
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "cause-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: smallSizes) func `counters in doubt`(columns: Int, rows: Int) throws {
    let state = Dashboard.doubting(columns: columns, rows: rows)
    try expectGolden(state.frame(), "doubt-\(columns)x\(rows)")
  }

  @Test func `the causes with the keys, one of them chosen`() throws {
    var state = Dashboard.watching(columns: 120, rows: 36)
    state.press("cj")
    try expectGolden(state.frame(), "causes-120x36")
    for _ in 0..<2 { _ = state.apply(.keyPressed(.enter)) }
    try expectGolden(state.frame(), "cause-chosen-120x36")
  }

  @Test func `the help page`() throws {
    var state = Dashboard.watching(columns: 80, rows: 36)
    state.press("?")
    try expectGolden(state.frame(), "help-80x36")
  }

  @Test(arguments: [(40, 20), (200, 60)]) func `help, in one column or two`(
    columns: Int, rows: Int
  ) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("?")
    try expectGolden(state.frame(), "help-\(columns)x\(rows)")
  }

  @Test func `help in ASCII`() throws {
    var state = Dashboard.watching(columns: 120, rows: 60, glyphs: .ascii)
    state.press("?")
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "help-ascii-120x60")
  }

  @Test(arguments: smallSizes + [(120, 36)]) func `the palette`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press(":fail")
    try expectGolden(state.frame(), "palette-\(columns)x\(rows)")
  }

  @Test func `a filter being typed`() throws {
    var state = Dashboard.watching(columns: 80, rows: 24)
    state.press("/timeout")
    try expectGolden(state.frame(), "filter-80x24")
  }

  static let listSizes: [(Int, Int, GlyphSet)] = [
    (40, 20, .unicode), (80, 24, .unicode), (120, 36, .unicode), (200, 60, .unicode),
    (40, 20, .ascii), (80, 24, .ascii),
  ]

  /// Marks, an order held while rows moved, and failures that came in meanwhile.
  @Test(arguments: listSizes) func `a list under the hand`(
    columns: Int, rows: Int, glyphs: GlyphSet
  )
    throws
  {
    var state = Dashboard.watching(
      SampleBatch(started: 500), columns: columns, rows: rows, glyphs: glyphs)
    state.press("  j ")
    _ = state.apply(.snapshotArrived(SampleBatch(started: 549).monitor))
    try expectGolden(state.frame(), "list-\(glyphs.isASCII ? "ascii-" : "")\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)]) func `the list of columns`(columns: Int, rows: Int) throws
  {
    var state = Dashboard.watching(columns: columns, rows: rows)
    _ = state.apply(.keyPressed(.function(6)))
    state.press("jj ")
    try expectGolden(state.frame(), "columns-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)]) func `a filter that cannot be read`(
    columns: Int, rows: Int
  )
    throws
  {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("/state:failed foo:3")
    try expectGolden(state.frame(), "filter-error-\(columns)x\(rows)")
  }

  @Test func `a stale batch`() throws {
    var state = Dashboard.watching(columns: 120, rows: 36)
    var monitor = SampleBatch().monitor
    monitor.targets[0].problem = .unreachable("connection refused")
    monitor.targets[0].staleSince = SampleBatch.now.addingTimeInterval(1)
    monitor.targets[0].nextPollAfter = .seconds(8)
    _ = state.apply(.snapshotArrived(monitor))
    _ = state.apply(.ticked(SampleBatch.now.addingTimeInterval(25)))
    try expectGolden(state.frame(), "stale-120x36")
  }

  @Test func `an ended batch`() throws {
    var state = Dashboard.watching(columns: 120, rows: 36)
    var monitor = SampleBatch(started: 848).monitor
    monitor.targets[0].state = .failed
    monitor.targets[0].endedAt = SampleBatch.now
    _ = state.apply(.snapshotArrived(monitor))
    try expectGolden(state.frame(), "ended-120x36")
  }
}

/// Without borders, bars and graphs, for those who have the screen read to them.
@Suite("Plain screens look as recorded") struct PlainGoldenTests {
  private static let sizes = [(40, 20), (80, 24)]

  /// Nothing that is a line, a block or a braille cell.
  private func expectPlain(_ frame: Frame, _ name: String) throws {
    for cell in frame.cells {
      let scalar = cell.glyph.unicodeScalars.first?.value ?? 0
      #expect(!(0x2500...0x259F).contains(scalar) && !(0x2800...0x28FF).contains(scalar))
    }
    try expectGolden(frame, name)
  }

  @Test(arguments: sizes) func `the targets`(columns: Int, rows: Int) throws {
    let state = Dashboard.watchingMany(columns: columns, rows: rows, glyphs: .unicode.plain)
    try expectPlain(state.frame(), "plain-targets-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `the batch`(columns: Int, rows: Int) throws {
    let state = Dashboard.watching(columns: columns, rows: rows, glyphs: .unicode.plain)
    try expectPlain(state.frame(), "plain-batch-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `a query`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows, glyphs: .unicode.plain)
    state.press("f")
    _ = state.apply(.keyPressed(.enter))
    try expectPlain(state.frame(), "plain-query-\(columns)x\(rows)")
  }

  @Test func `the terminal's cursor is seen on the selected row, which no colour has to tell`() {
    var state = Dashboard.watching(columns: 80, rows: 24, glyphs: .unicode.plain)
    let before = state.frame().cursor
    state.press("jj")
    #expect(before?.isShown == true && state.frame().cursor?.y == before.map { $0.y + 2 })
  }
}
