import QueryCore
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The key table") struct KeymapTests {
  private let moves = Movement.allCases

  private func expectBound<View: DashboardView>(_: View.Type, _ commands: Set<View.Command>) {
    let bound = View.keyTables.flatMap(\.bindings).compactMap { binding in
      if case .view(let command) = binding.act { command } else { nil }
    }
    #expect(commands.subtracting(bound).isEmpty, "\(View.self)")
  }

  @Test func `gives a key one meaning in a place`() {
    for section in KeyTables.all {
      var seen: Set<KeyPress> = []
      for key in section.lines.flatMap(\.keys) {
        #expect(seen.insert(key).inserted, "\(key) in \(section.title)")
      }
    }
  }

  @Test func `reaches every command of the lists`() {
    expectBound(
      TargetsView.self,
      Set(
        [
          .open, .showRows, .filter, .troubleOnly, .showAll, .sortNext, .sortReverse, .showColumns,
          .mark, .markAll, .unmarkAll, .nextFailure, .previousFailure, .releaseOrder, .copyName,
          .copyTicket, .save,
        ]
          + moves.map { .move($0) }))
    expectBound(
      BatchView.self,
      Set(
        [
          .open, .showRows, .failedOnly, .showAll, .filter, .sortNext,
          .sortReverse, .showColumns, .mark, .markAll, .unmarkAll, .nextFailure, .previousFailure,
          .releaseOrder, .showCauses, .nextPanel, .previousPanel, .panel(1), .panel(2), .panel(3),
          .panel(4), .zoom, .copy, .copyTicket, .save, .showMatrix,
          .showTable,
          .rerun, .cancel,
        ] + moves.map { .move($0) }))
    expectBound(
      MatrixView.self,
      Set(
        [
          .open, .moveLeft, .moveRight, .firstColumn, .lastColumn, .nextFailure, .previousFailure,
          .nextCause, .sortRows, .sortColumns, .fold, .unfold, .copy, .close,
        ] + moves.map { .move($0) }))
    expectBound(
      RequestsView.self,
      Set(
        [
          .openDetail, .filter, .failedOnly, .showAll, .nextFailure, .previousFailure, .copyID,
          .copyTicket,
        ] + moves.map { .move($0) }))
  }

  @Test func `reaches every command of what is opened from a list`() {
    expectBound(
      CausesView.self,
      Set(
        [
          .showQueries, .next, .previous, .copy, .copyTicket, .save, .rerun, .showMatrix, .close,
        ] + moves.map { .move($0) }))
    expectBound(
      QueryView.self,
      Set(
        [.showRows, .showAnswer, .next, .previous, .copy, .copyTicket, .save]
          + moves.map { .move($0) }))
    expectBound(
      AnswerView.self,
      Set([.search, .nextHit, .previousHit, .copy, .save] + moves.map { .move($0) }))
  }

  @Test func `reaches every command of overlays and rows`() {
    expectBound(ColumnsView.self, Set([.sort, .toggle] + moves.map { .move($0) }))
    expectBound(ThemesView.self, Set([.keep] + moves.map { .move($0) }))
    expectBound(HelpView.self, Set(moves.map { .move($0) }))
    expectBound(
      PaletteView.self, [.run, .cancel, .move(.down), .move(.up), .move(.pageDown), .move(.pageUp)])
    expectBound(PromptView.self, [.accept, .cancel, .nextFormat, .complete, .older, .newer])
    expectBound(
      RowsView.self,
      Set(
        [
          .open, .viewCell, .moveLeft, .moveRight, .firstColumn, .lastColumn, .nextRow,
          .previousRow, .search, .nextHit, .previousHit, .readAllRows, .describeColumn, .copyCell,
          .copyRow, .copyColumn, .export, .nextGap, .freeze, .hideColumn, .showColumns, .narrower,
          .wider,
          .retry,
        ] + moves.map { .move($0) }))
  }

  @Test func `names a binding once, by view and command`() {
    var lines: [String: KeyLine] = [:]
    for line in KeyTables.all.flatMap(\.lines) {
      #expect(lines[line.name, default: line] == line, "\(line.name)")
      lines[line.name] = line
      #expect(line.name.wholeMatch(of: /[a-z]+\.[a-z][a-zA-Z]*/) != nil, "\(line.name)")
    }
    #expect(lines["queries.failedOnly"]?.keys == [.character("f")])
  }

  @Test func `says everywhere of keys that mean the same in every view, and of no others`() throws {
    let everywhere = try #require(KeyTables.sections.first)
    #expect(everywhere.title == "Everywhere")
    let views = KeyTables.all.filter { !$0.isTyping }
    for line in everywhere.lines {
      for view in views { #expect(view.lines.contains(line), "\(line.name) in \(view.title)") }
    }
    let keys = Set(everywhere.lines.flatMap(\.keys))
    // In the rows the one does nothing and the other fetches rows.
    #expect(!keys.contains(.character("p")) && !keys.contains(.character("r")))
    #expect(keys.contains(.character("q")) && keys.contains(.character("?")))
  }

  @Test func `makes the whole help page`() {
    // In one column, so wide that nothing is wrapped.
    let blocks = HelpView(KeyTables.sections, first: "Batch", DisplayOptions()).blocks
    let page = blocks.flatMap { $0.lines(width: 400) }.map { $0.spans.map(\.text.string).joined() }
    for line in KeyTables.all.flatMap(\.lines) {
      #expect(page.contains { $0.contains(line.help) }, "\(line.name)")
    }
    for form in FilterHelp.forms { #expect(page.contains { $0.contains(form.form) }, "\(form)") }
  }

  @Test func `keeps help and quit in the footer however narrow the screen`() {
    for columns in 20...120 {
      let state = Dashboard.watching(columns: columns, rows: 12)
      let footer = state.frame().lines.last ?? ""
      #expect(footer.contains("? help") && footer.contains("q quit"), "\(columns)")
    }
  }

  @Test func `says that q goes back where it does`() {
    var state = Dashboard.watching()
    _ = state.apply(.keyPressed(.enter))
    #expect(state.frame().lines.last?.contains("q back") == true)
  }
}
