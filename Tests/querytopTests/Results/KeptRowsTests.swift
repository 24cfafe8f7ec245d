import DashboardUI
import Foundation
import Glibc
import NIOConcurrencyHelpers
import QueryCore
import QueryMonitoring
import QueryProviders
import ResultTables
import TestSupport
import Testing

@testable import querytop

/// All rows in an unnamed file: put there, put in order, and read back.
struct KeptRowsTests {
  private let target: Target

  init() throws { target = try Target(parsing: "supermetrics:query/q") }

  private func kept(
    _ script: @escaping ScriptedResults.Script, in folder: String = "/var/tmp",
    fault: @escaping @Sendable (ExportStep) -> Int32? = { _ in nil }
  ) async -> (rows: KeptRows?, last: ResultKeepReport?) {
    let place = NIOLockedValueBox<KeptRows?>(nil)
    let last = NIOLockedValueBox<ResultKeepReport?>(nil)
    let reader = ResultReader(ScriptedResults(.random, script), gate: RequestScheduler())
    var keeping = RowKeeping(target: target, rows: .result(reader), columns: [], folder: folder)
    keeping.fault = fault
    await keeping.run(into: place) { report in last.withLockedValue { $0 = report } }
    return (place.withLockedValue(\.self), last.withLockedValue(\.self))
  }

  private func order(
    of kept: KeptRows, _ arrangement: ResultArrangement
  ) async -> ResultArrangeReport? {
    let last = NIOLockedValueBox<ResultArrangeReport?>(nil)
    await RowArranging(kept: kept, arrangement: arrangement).run { report in
      last.withLockedValue { $0 = report }
    }
    return last.withLockedValue(\.self)
  }

  private func texts(_ page: ResultPage, _ column: Int = 0) -> [String] {
    (0..<page.rowCount).map { page.text(row: $0, column: column) }
  }

  @Test func `rows come back from the file in the order they are asked for`() async throws {
    let (rows, last) = await kept { ScriptedResults.rows($1, of: 4_000, cap: 700, told: 4_000) }
    let kept = try #require(rows)
    #expect(last?.isDone == true && last?.trouble == nil && last?.table == kept.table)
    #expect(kept.table.rowCount == 4_000 && last?.byteCount == kept.table.byteCount)
    #expect(texts(try kept.page(of: [3_999, 0, 17, 17])) == ["3999", "0", "17", "17"])
    var all: [String] = []
    try await kept.read { page, first in
      #expect(first == all.count)
      all += texts(page)
      return true
    }
    #expect(all == (0..<4_000).map { "\($0)" })
  }

  @Test func `what passes an arrangement is found in its order`() async throws {
    let (rows, _) = await kept { ScriptedResults.rows($1, of: 300, told: 300) }
    let kept = try #require(rows)
    let column = ResultColumn(name: "n")
    let falling = ResultArrangement(sort: ResultSort(column, isDescending: true))
    let report = try #require(await order(of: kept, falling))
    #expect(report.order?.rows == (0..<300).reversed().map { UInt32($0) } && report.isDone)
    let one = ResultArrangement(
      filters: [ValueFilter(column, .number("41"))], sort: ResultSort(column))
    #expect(await order(of: kept, one)?.order?.rows == [41])
    let none = ResultArrangement(filters: [ValueFilter(column, .string("41"))])
    #expect(await order(of: kept, none)?.order?.rows == [])
    let other = ResultArrangement(sort: ResultSort(ResultColumn(name: "other")))
    #expect(await order(of: kept, other)?.order?.rows == (0..<300).map { UInt32($0) })
  }

  @Test func `nothing stands in the folder, and nobody else may read the file`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var keeper = try RowKeeper(in: folder.path(""), columns: [])
    try keeper.add(ScriptedResults.page(0..<10).page, number: 0)
    let kept = try keeper.finish()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    #expect(texts(try kept.page(of: [9])) == ["9"])
  }

  @Test func `a full disk, and a folder that is not there, are told of`() async {
    let full = await kept({ ScriptedResults.rows($1, of: 10, told: 10) }) {
      $0 == .spool ? ENOSPC : nil
    }
    #expect(full.rows == nil && full.last?.isDone == true)
    #expect(
      full.last?.trouble == "/var/tmp: the disk is full; TMPDIR says where such files lie")
    let missing = await kept(
      { ScriptedResults.rows($1, of: 10, told: 10) }, in: "/nonexistent/folder")
    #expect(missing.last?.trouble?.hasPrefix("/nonexistent/folder: No such file") == true)
  }

  @Test func `rows that do not add up are not kept`() async {
    let short = await kept { ScriptedResults.rows($1, of: 30, cap: 15, told: 40) }
    #expect(short.rows == nil && short.last?.table == nil)
    #expect(short.last?.trouble?.contains("40 rows were announced") == true)
  }

  @Test func `a page holds no more than its share of cells, however many are asked for`() throws {
    let names = (0..<9_000).map { "c\($0)" }
    var keeper = try RowKeeper(in: "/var/tmp", columns: [])
    let page = ResultPage(names: names, rows: (0..<200).map { [.number("\($0)")] })
    try keeper.add(page, number: 0)
    let kept = try keeper.finish()
    let first = try kept.page(of: (0..<200).map { UInt32($0) })
    #expect(first.rowCount == (1 << 18) / 9_000 && first.columnCount == 9_000)
    #expect(kept.table.byteCount == 200 * 12 + (0..<200).reduce(0) { $0 + "\($1)".count })
  }
}
