import DashboardUI
import Foundation
import Glibc
import NIOConcurrencyHelpers
import QueryCore
import TestSupport
import Testing

@testable import querytop

final class ListSaveTests {
  private let folder: TemporaryFolder
  private static let batch = SampleBatch(accounts: 12, days: 8, started: 96)

  init() throws { folder = try TemporaryFolder() }

  deinit { folder.remove() }

  private func list(_ format: ListFormat, _ rows: ListSave.Rows? = nil) -> ListSave {
    let failed = Self.batch.queries.filter { $0.state == .failed }
    return ListSave(
      rows ?? .queries(failed, of: SampleBatch.target), as: format,
      to: folder.path(name(format)), what: "the list")
  }

  private func name(_ format: ListFormat) -> String {
    format == .ids ? "list.txt" : "list.\(format.rawValue)"
  }

  private func content(_ format: ListFormat) throws -> String {
    try String(contentsOfFile: folder.path(name(format)), encoding: .utf8)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("")).sorted()
  }

  @Test func `ids are a line each, in the order listed`() async throws {
    let list = list(.ids)
    let report = await list.report()
    let text = try content(.ids)
    #expect(report == .saved(.init("the list", path: list.path, bytes: text.utf8.count)))
    guard case .queries(let queries, _) = list.rows else { return }
    #expect(!queries.isEmpty)
    #expect(text == queries.map { $0.id + "\n" }.joined())
    #expect(try names() == ["list.txt"])
  }

  @Test func `CSV has a header and a record a query, JSON the query's keys of failures`()
    async throws
  {
    _ = await list(.csv).report()
    let records = try content(.csv).split(separator: "\n")
    guard case .queries(let queries, _) = list(.csv).rows else { return }
    #expect(records.count == queries.count + 1)
    #expect(records[0].hasPrefix("id,state,accounts,start_date,end_date,code,message"))
    _ = await list(.json).report()
    let json = try JSONValue(Array(content(.json).utf8))
    #expect(json["schema"]?.text == "querytop.queries/1")
    #expect(json["queries"]?.elements.count == queries.count)
  }

  @Test func `failures by cause are the document that failures prints`() async throws {
    let list = list(.json, .failures(Self.batch.snapshot))
    _ = await list.report()
    #expect(try content(.json).hasPrefix(#"{"schema":"querytop.failures/2""#))
  }

  @Test func `a file that is there stays as it is, and the sentence names a way on`() async throws {
    try "mine".write(toFile: folder.path("list.txt"), atomically: false, encoding: .utf8)
    let path = folder.path("list.txt")
    #expect(
      await list(.ids).report()
        == .refused("\(path) is there already: e again, with another name"))
    #expect(try content(.ids) == "mine")
  }

  @Test(arguments: ExportStep.allCases.filter { ![.lock, .spool, .syncFolder].contains($0) })
  func `a call that fails leaves nothing behind`(step: ExportStep) async throws {
    let report = await list(.ids).report { $0 == step ? ENOSPC : nil }
    guard case .refused = report else {
      Issue.record("saved all the same")
      return
    }
    #expect(try names() == [])
  }

  @Test func `what was handed in before the end is saved all the same`() async throws {
    let reports = NIOLockedValueBox<[SaveReport]>([])
    let files = await SavedFiles { report in reports.withLockedValue { $0.append(report) } }
    await files.save(list(.ids))
    await files.save(list(.csv))
    let run = Task { await files.run() }
    run.cancel()
    await run.value
    #expect(reports.withLockedValue(\.count) == 2)
    #expect(try names() == ["list.csv", "list.txt"])
  }
}
