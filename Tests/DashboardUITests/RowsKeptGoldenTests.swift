import QueryCore
import ResultTables
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("All rows sorted, filtered and counted look as recorded") struct RowsKeptGoldenTests {
  /// What is seen of all rows, from the first key to the end.
  enum Stage: String, CaseIterable {
    case question, reading, sorting, sorted, filtered, counting, counted, full
  }

  private static let sizes = [(40, 20), (80, 24), (120, 36), (200, 60)]
  private static let few = SampleResult(rows: 5_000)
  private static let campaign = ResultColumn(name: "Campaign")

  private func frame(of stage: Stage, _ columns: Int, _ rows: Int, _ glyphs: GlyphSet = .unicode)
    -> Frame
  {
    let result = stage == .question ? SampleResult() : Self.few
    var state = Dashboard.showing(result, columns: columns, rows: rows, glyphs: glyphs)
    switch stage {
    case .question: state.browse("lllSA")
    case .reading: read(&state)
    case .sorting: sort(&state)
    case .sorted:
      sort(&state)
      if let wanted = state.results?.kept.arranging?.arrangement { _ = state.arrange(wanted) }
    case .filtered:
      state.browse("llFA", Self.few)
      _ = state.keep()
      state.browse([.enter], Self.few)
      if let wanted = state.results?.kept.arranging?.arrangement { _ = state.arrange(wanted) }
    case .counting: count(&state, isDone: false)
    case .counted: count(&state, isDone: true)
    case .full:
      read(&state)
      var report = ResultKeepReport(totalRows: 5_000)
      report.trouble = "/var/tmp: the disk is full; TMPDIR says where such files lie"
      report.isDone = true
      _ = state.apply(.resultEvent(SampleResult.target, .keeping(report)))
    }
    return state.frame()
  }

  private func read(_ state: inout Dashboard) {
    state.browse("lllSA", Self.few)
    var report = ResultKeepReport(totalRows: 5_000)
    (report.rowsRead, report.byteCount) = (3_000, 5 << 20)
    _ = state.apply(.resultEvent(SampleResult.target, .keeping(report)))
  }

  private func sort(_ state: inout Dashboard) {
    read(&state)
    _ = state.keep()
    guard let wanted = state.results?.kept.arranging?.arrangement else { return }
    let report = ResultArrangeReport(arrangement: wanted, rowsRead: 2_000, totalRows: 5_000)
    _ = state.apply(.resultEvent(SampleResult.target, .arranging(report)))
  }

  private func count(_ state: inout Dashboard, isDone: Bool) {
    state.browse("llFA", Self.few)
    _ = state.keep()
    var report = ResultCountReport(column: Self.campaign, rowsRead: 2_000, totalRows: 5_000)
    if isDone {
      var table = FrequencyTable()
      let page = ResultPage(
        names: ["Campaign"], rows: (0..<5_000).map { [SampleResult.row($0 % 7)[2]] })
      for row in 0..<5_000 { table.add(page, row: row, column: 0) }
      table.rank()
      (report.table, report.isDone, report.rowsRead) = (table, true, 5_000)
    }
    _ = state.apply(.resultEvent(SampleResult.target, .counted(report)))
  }

  @Test(arguments: Stage.allCases) func `in colours, at every size`(stage: Stage) throws {
    for (columns, rows) in Self.sizes {
      try expectGolden(
        frame(of: stage, columns, rows), "rows-all-\(stage.rawValue)-\(columns)x\(rows)")
    }
  }

  @Test(arguments: Stage.allCases) func `without colours`(stage: Stage) throws {
    for (columns, rows) in Self.sizes.prefix(2) {
      try expectGolden(
        frame(of: stage, columns, rows), "mono-rows-all-\(stage.rawValue)-\(columns)x\(rows)",
        isMono: true)
    }
  }

  @Test(arguments: Stage.allCases) func `in ASCII`(stage: Stage) throws {
    for (columns, rows) in Self.sizes.prefix(2) {
      let frame = frame(of: stage, columns, rows, .ascii)
      #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
      try expectGolden(frame, "rows-all-ascii-\(stage.rawValue)-\(columns)x\(rows)")
    }
  }

  @Test(arguments: sizes) func `a batch's rows sorted, the cursor on the first gap`(
    columns: Int, rows: Int
  ) throws {
    for glyphs in columns <= 80 ? [GlyphSet.unicode, .ascii] : [.unicode] {
      var state = Dashboard.showingBatch(columns: columns, rows: rows, glyphs: glyphs)
      state.browseBatch("llllllSf")
      let word = glyphs.isASCII ? "ascii-" : ""
      try expectGolden(state.frame(), "batch-rows-sorted-\(word)\(columns)x\(rows)")
    }
  }
}
