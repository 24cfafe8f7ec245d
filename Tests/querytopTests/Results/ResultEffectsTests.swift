import DashboardUI
import Foundation
import QueryCore
import ResultTables
import TestSupport
import Testing

@testable import querytop

@MainActor struct ResultEffectsTests {
  private let gauge = Gauge()

  private func page(_ first: Int) -> ResultPageRequest { .rows(first: first, count: 10) }

  @Test func `an open view is told how its rows can be had, and gets each page it asks for`()
    async throws
  {
    let visit = try await ResultEffectsVisit.answering {
      ScriptedResults.rows($1, of: 15, told: 15)
    } during: { visit in
      visit.carryOut(.open, .load([page(0), page(10)]))
      await visit.ended.reach(2)
      await visit.hear { if case .arrived(page(10), _) = $0 { true } else { false } }
      await visit.hear { if case .arrived(page(0), _) = $0 { true } else { false } }
    }
    #expect(visit.events.first == .opened(.random))
    #expect(visit.events.count == 3)
  }

  @Test func `a page that cannot be had is told with its reason`() async throws {
    let visit = try await ResultEffectsVisit.answering { _, _ in
      throw PollProblem.unreadable("no rows")
    } during: { visit in
      visit.carryOut(.open, .load([page(0)]))
      await visit.hear { $0 == .failed(page(0), .unreadable("no rows")) }
    }
    #expect(visit.events.count == 2)
  }

  @Test func `a target without rows is refused in a sentence`() async throws {
    let other = try Target(parsing: "supermetrics:batch/b")
    let visit = try await ResultEffectsVisit.answering {
      ScriptedResults.rows($1, of: 1, told: 1)
    } during: { visit in
      visit.effects.carryOut(.open, of: other)
      await visit.hear { $0 == .refused("\(other): its provider gives no rows") }
      visit.effects.carryOut(.load([page(0)]), of: other)
    }
    #expect(visit.results.calls.value == 0)
  }

  @Test func `values are counted in all rows, those of an arrangement alone`() async throws {
    let column = ResultColumn(name: "n")
    let visit = try await ResultEffectsVisit.answering {
      ScriptedResults.rows($1, of: 15, told: 15)
    } during: { visit in
      visit.carryOut(.open, .count(column, of: ResultArrangement()))
      await visit.hear { if case .counted(let report) = $0 { report.isDone } else { false } }
      let filter = ValueFilter(column, .number("7"))
      visit.carryOut(.count(column, of: ResultArrangement(filters: [filter])))
      await visit.hear {
        if case .counted(let report) = $0 { report.table?.rows == 1 } else { false }
      }
    }
    let tables = visit.events.compactMap { event in
      if case .counted(let report) = event { report.table } else { nil }
    }
    #expect(tables.first?.rows == 15 && tables.first?.count == 15)
  }

  @Test func `all rows are read once, and sorted, shown, searched and counted from the disk`()
    async throws
  {
    let column = ResultColumn(name: "n")
    let falling = ResultArrangement(sort: ResultSort(column, isDescending: true))
    let visit = try await ResultEffectsVisit.answering {
      ScriptedResults.rows($1, of: 30, cap: 10, told: 30)
    } during: { visit in
      visit.carryOut(.open, .keep([column]))
      await visit.hear { if case .keeping(let report) = $0 { report.table != nil } else { false } }
      visit.carryOut(.arrange(falling))
      await visit.hear { if case .arranging(let report) = $0 { report.isDone } else { false } }
      let order = RowOrder((0..<30).reversed().map { UInt32($0) })
      visit.carryOut(.loadKept([page(20)], in: order), .search("17", in: order))
      visit.carryOut(.count(column, of: ResultArrangement()))
      await visit.hear {
        if case .keptArrived(page(20), let answer, order) = $0 {
          answer.page.text(row: 0, column: 0) == "9" && answer.page.rowCount == 10
        } else {
          false
        }
      }
      await visit.hear { if case .searched(let report) = $0 { report.isDone } else { false } }
      await visit.hear { if case .counted(let report) = $0 { report.isDone } else { false } }
    }
    let found = visit.events.flatMap { event -> [Int] in
      if case .searched(let report) = event { report.newRows } else { [] }
    }
    #expect(found == [12])
    #expect(
      visit.events.contains {
        if case .arranging(let report) = $0 { report.order?.rows.first == 29 } else { false }
      })
    #expect(visit.results.calls.value == 3)
  }

  @Test func `a reading that is stopped keeps nothing and says nothing`() async throws {
    let visit = try await ResultEffectsVisit.answering { [gauge] in
      try await ResultEffectsVisit.held(gauge, $1)
    } during: { visit in
      visit.carryOut(.open, .keep([]))
      await visit.results.calls.reach(1)
      visit.carryOut(.stopKeeping)
      await visit.ended.reach(1)
      visit.carryOut(.arrange(ResultArrangement()), .loadKept([page(0)], in: RowOrder([0])))
    }
    #expect(visit.events == [.opened(.random)])
  }

  @Test func `closing the view cancels its pages, its search and its summary`() async throws {
    let visit = try await ResultEffectsVisit.answering { [gauge] in
      try await ResultEffectsVisit.held(gauge, $1)
    } during: { visit in
      visit.carryOut(.open, .load([page(0)]), .search("x"))
      visit.carryOut(.summarize(ResultColumn(name: "n", occurrence: 0)))
      await visit.results.calls.reach(3)
      visit.carryOut(.close)
      await visit.ended.reach(3)
    }
    #expect(visit.events == [.opened(.random)])
  }

  @Test func `an export goes on when its view is closed`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path("rows.csv")
    try await ResultEffectsVisit.answering { [gauge] in
      try await ResultEffectsVisit.held(gauge, $1)
    } during: { visit in
      visit.carryOut(.open, .export(ResultExport(format: .csv, path: path)))
      await visit.results.calls.reach(1)
      visit.carryOut(.close)
      gauge.add(1)
      await visit.hear {
        if case .exported(.saved(rows: 3, bytes: 12, _, nil)) = $0 { true } else { false }
      }
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "n\r\n0\r\n1\r\n2\r\n")
  }

  @Test func `an export that is stopped says what is left`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path("rows.csv")
    let words = "saving \(path) was stopped; \(path).partial holds the first 5 rows of 12"
    try await ResultEffectsVisit.answering { [gauge] call, request in
      if call > 1 { return try await ResultEffectsVisit.held(gauge, request) }
      return ScriptedResults.rows(request, of: 12, cap: 5, told: 12)
    } during: { visit in
      visit.carryOut(.open, .export(ResultExport(format: .csv, path: path)))
      // The second page is asked for before the first is written, so the file itself is looked at.
      await visit.results.calls.reach(2)
      while try !String(contentsOfFile: path + ".partial.json", encoding: .utf8)
        .contains(#""rows":5"#)
      {
        await Task.yield()
      }
      visit.carryOut(.stopExport)
      await visit.hear { $0 == .exported(.ended(words)) }
    }
  }

  @Test func `of two searches the second takes the place of the first`() async throws {
    let visit = try await ResultEffectsVisit.answering { [gauge] call, request in
      call == 1
        ? try await ResultEffectsVisit.held(gauge, request)
        : ScriptedResults.rows(request, of: 3, told: 3)
    } during: { visit in
      visit.carryOut(.open, .search("0"))
      await visit.results.calls.reach(1)
      visit.carryOut(.search("2"))
      await visit.ended.reach(2)
      await visit.hear { if case .searched(let report) = $0 { report.isDone } else { false } }
    }
    // Found rows may come in more than one report: how many depends on the clock.
    let reports = visit.events.compactMap { events in
      if case .searched(let report) = events { report } else { nil }
    }
    #expect(!reports.isEmpty && reports.allSatisfy { $0.needle == "2" })
    #expect(reports.flatMap(\.newRows) == [2])
  }

  @Test func `a search that is stopped asks no more and says nothing`() async throws {
    let visit = try await ResultEffectsVisit.answering { [gauge] in
      try await ResultEffectsVisit.held(gauge, $1)
    } during: { visit in
      visit.carryOut(.open, .search("0"))
      await visit.results.calls.reach(1)
      visit.carryOut(.stopSearch)
      await visit.ended.reach(1)
    }
    #expect(visit.results.calls.value == 1)
    #expect(visit.events == [.opened(.random)])
  }

  @Test func `when it returns everything has ended, and a stopped export has been told`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let visit = try await ResultEffectsVisit.answering { [gauge] in
      try await ResultEffectsVisit.held(gauge, $1)
    } during: { visit in
      visit.carryOut(.open, .load([page(0)]), .search("x"))
      visit.carryOut(.export(ResultExport(format: .csv, path: folder.path("rows.csv"))))
      await visit.results.calls.reach(3)
    }
    #expect(visit.ended.value == visit.results.calls.value)
    #expect(
      visit.events == [
        .opened(.random),
        .exported(.ended("saving \(folder.path("rows.csv")) was stopped")),
      ])
  }
}
