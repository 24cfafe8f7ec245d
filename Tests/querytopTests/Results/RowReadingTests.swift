import DashboardUI
import NIOConcurrencyHelpers
import QueryCore
import QueryMonitoring
import ResultTables
import TestSupport
import Testing

@testable import querytop

/// What reads all rows: the search and the summary.
struct RowReadingTests {
  private let target: Target

  init() throws { target = try Target(parsing: "supermetrics:query/q") }

  private func reader(_ script: @escaping ScriptedResults.Script) -> ResultReader {
    ResultReader(ScriptedResults(.random, script), gate: RequestScheduler())
  }

  private func search(
    _ needle: String, _ script: @escaping ScriptedResults.Script
  ) async -> [ResultSearchReport] {
    let reports = NIOLockedValueBox<[ResultSearchReport]>([])
    await RowSearch(target: target, rows: .result(reader(script)), needle: needle).run { report in
      reports.withLockedValue { $0.append(report) }
    }
    return reports.withLockedValue(\.self)
  }

  private func summary(
    of column: ResultColumn, _ script: @escaping ScriptedResults.Script
  ) async -> ResultSummaryReport? {
    let last = NIOLockedValueBox<ResultSummaryReport?>(nil)
    await ColumnSummary(target: target, rows: .result(reader(script)), column: column).run {
      report in
      last.withLockedValue { $0 = report }
    }
    return last.withLockedValue(\.self)
  }

  @Test func `a search finds rows of all pages by their number`() async {
    let reports = await search("7") { ScriptedResults.rows($1, of: 40, cap: 15, told: 40) }
    #expect(reports.flatMap(\.newRows) == [7, 17, 27, 37])
    #expect(reports.last?.isDone == true && reports.last?.trouble == nil)
    #expect(reports.last?.rowsRead == 40 && reports.last?.totalRows == 40)
  }

  @Test func `a search that cannot go on keeps what it found and says why`() async {
    let reports = await search("3") { call, request in
      if call > 1 { throw PollProblem.noResult(QueryFailure(message: "it is gone")) }
      return ScriptedResults.rows(request, of: 40, cap: 15, told: 40)
    }
    #expect(reports.flatMap(\.newRows) == [3, 13])
    #expect(reports.last?.isDone == true && reports.last?.rowsRead == 15)
    #expect(reports.last?.trouble?.contains("it is gone") == true)
  }

  @Test func `a search and a summary of rows that do not add up say so`() async {
    let short: ResultSearchReport? = await search("3") {
      ScriptedResults.rows($1, of: 20, cap: 15, told: 40)
    }.last
    #expect(short?.trouble?.contains("40 rows were announced, and 20 came") == true)
    let same = await summary(of: ResultColumn(name: "n")) { _, _ in
      ScriptedResults.rows(.rows(first: 0, count: 15), of: 40, told: nil)
    }
    #expect(same?.trouble?.contains("does not heed which rows are asked for") == true)
  }

  @Test func `a search that is cancelled has no last word`() async {
    let begun = Gauge()
    let reports = await withTaskGroup { group in
      group.addTask {
        await search("3") { _, request in
          begun.add(1)
          return try await ResultEffectsVisit.held(Gauge(), request)
        }
      }
      await begun.reach(1)
      group.cancelAll()
      return await group.next()
    }
    #expect(reports == [])
  }

  @Test func `a summary is of all rows, and a page without the column counts as missing`() async {
    let report = await summary(of: ResultColumn(name: "n", occurrence: 0)) { call, request in
      guard call > 1 else { return ScriptedResults.rows(request, of: 4, cap: 2, told: 4) }
      var answer = ResultPageAnswer(
        ResultPage(names: ["other"], rows: [[.number("9")], [.number("9")]]))
      answer.totalRows = 4
      return answer
    }
    #expect(report?.isDone == true && report?.totalRows == 4)
    #expect(report?.statistics.numbers?.sum == "1")
    #expect(report?.statistics.missing == 2)
  }

  @Test func `a summary that cannot go on says why`() async {
    let report = await summary(of: ResultColumn(name: "n", occurrence: 0)) { call, request in
      if call > 1 { throw PollProblem.noResult(QueryFailure(message: "it is gone")) }
      return ScriptedResults.rows(request, of: 4, cap: 2, told: 4)
    }
    #expect(report?.isDone == true)
    #expect(report?.trouble?.contains("it is gone") == true)
  }
}
