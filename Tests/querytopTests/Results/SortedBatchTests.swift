import DashboardUI
import NIOConcurrencyHelpers
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import ResultTables
import Testing

@testable import querytop

/// All rows of a batch sorted, from the bytes of the answers to the rows in their order.
struct SortedBatchTests {
  private typealias Query = BatchServer.Query

  /// What a reading into a file came to.
  private struct Reading {
    var kept: KeptRows?
    var trouble: String?
    var asked: [String]
  }

  /// Reads the rows of a batch into a file.
  private static func reading(_ queries: [Query]) async throws -> Reading {
    let server = try BatchServer(queries)
    defer { server.stop() }
    let transport = AsyncHTTPTransport()
    let settings = try await SourceSettings(
      environment: server.environment, network: Network(transport: transport))
    let target = try Target(parsing: BatchServer.target)
    let sources = await settings.sources
    let source = try #require(sources[target.source])
    let list = BatchRows(
      queries.map { query in
        BatchQuery(
          id: query.id, state: states[query.state] ?? .waiting, accounts: query.accounts,
          startDate: query.dates?[0], endDate: query.dates?[1],
          resultRows: query.state == "SUCCESS" ? query.announced ?? query.rows.count : nil)
      })
    let rows = AllRows.batch(BatchReader(of: target, at: source, gate: RequestScheduler()), list)
    let place = NIOLockedValueBox<KeptRows?>(nil)
    let trouble = NIOLockedValueBox<String?>(nil)
    let columns = SplitColumns.names.map { ResultColumn(name: $0) }
    await RowKeeping(target: target, rows: rows, columns: columns, folder: "/var/tmp")
      .run(into: place) { report in trouble.withLockedValue { $0 = report.trouble } }
    try await transport.shutdown()
    return Reading(
      kept: place.withLockedValue(\.self), trouble: trouble.withLockedValue(\.self),
      asked: server.requests)
  }

  private static let states: [String: QueryState] = [
    "SUCCESS": .succeeded, "FAILURE": .failed, "RUNNING": .running,
  ]

  /// The texts of some columns, row by row, of kept rows by a column; a cell that is missing is `-`.
  private static func table(
    _ kept: KeptRows, by name: String, isDescending: Bool = false, _ columns: [String]
  ) async throws -> [String] {
    let sort = ResultSort(ResultColumn(name: name), isDescending: isDescending)
    let found = NIOLockedValueBox<RowOrder?>(nil)
    await RowArranging(kept: kept, arrangement: ResultArrangement(sort: sort)).run { report in
      found.withLockedValue { $0 = report.order }
    }
    let order = try #require(found.withLockedValue { $0 })
    let page = try kept.page(of: order.rows)
    return (0..<page.rowCount).map { row in
      columns.map { name in
        let column = page.names.firstIndex(of: name) ?? page.columnCount
        return page.kind(row: row, column: column) == .missing
          ? "-" : page.text(row: row, column: column)
      }.joined(separator: " ")
    }
  }

  @Test func `rows of unlike queries are one order, and what has none is told of`() async throws {
    let reading = try await Self.reading([
      Query(
        name: "1", accounts: ["act_1"],
        rows: [#"{"n":30,"t":"a"}"#, #"{"n":2}"#, #"{"n":"x"}"#, #"{"n":null}"#]),
      Query(name: "2", state: "FAILURE", accounts: ["act_2"]),
      Query(name: "3", accounts: ["act_3"], rows: [#"{"u":"late","n":-5}"#, #"{"u":"no n"}"#]),
      Query(name: "4", accounts: ["act_4"], rows: [#"{"n":6}"#], refusal: Query.expiry),
      Query(name: "5", state: "RUNNING", accounts: ["act_5"]),
      Query(name: "6", accounts: ["act_6"], rows: []),
      Query(name: "7", accounts: ["act_7"], rows: [#"{"n":10.50}"#], announced: 3),
    ])
    let kept = try #require(reading.kept)
    #expect(reading.trouble == nil)
    #expect(kept.table.queries == 5 && kept.table.rowCount == 7)
    #expect(kept.table.unread.expired == [3] && kept.table.unread.others == [6])
    #expect(!reading.asked.contains("qrb_x_2") && !reading.asked.contains("qrb_x_5"))
    let columns = ["split_account", "n", "t", "u"]
    let rising = try await Self.table(kept, by: "n", columns)
    #expect(
      rising == [
        "act_3 -5 - late", "act_1 2 - -", "act_7 10.50 - -", "act_1 30 a -", "act_1 x - -",
        "act_1  - -", "act_3 - - no n",
      ])
    let falling = try await Self.table(kept, by: "n", isDescending: true, columns)
    #expect(falling == Array(rising[..<5].reversed()) + rising[5...])
    #expect(
      (0..<7).map { kept.table.number(of: $0) } == [
        0, 1, 2, 3, RowNumber(query: 2, row: 0).value, RowNumber(query: 2, row: 1).value,
        RowNumber(query: 6, row: 0).value,
      ])
  }

  @Test func `a column that no query has leaves the order of submission`() async throws {
    let reading = try await Self.reading([
      Query(name: "1", rows: [#"{"n":2}"#]), Query(name: "2", rows: [#"{"n":1}"#]),
    ])
    let kept = try #require(reading.kept)
    #expect(try await Self.table(kept, by: "other", ["n"]) == ["2", "1"])
  }

  @Test func `rows that expire in the middle are no whole query`() async throws {
    let rows = (0..<5).map { #"{"n":\#($0)}"# }
    let reading = try await Self.reading([
      Query(name: "1", rows: rows, expiresAt: 3), Query(name: "2", rows: [#"{"n":9}"#]),
    ])
    let kept = try #require(reading.kept)
    #expect(kept.table.unread.others == [0] && kept.table.unread.expired.isEmpty)
    #expect(try await Self.table(kept, by: "n", ["n"]) == ["0", "1", "2", "9"])
  }

  @Test func `a key that is refused ends the reading, and nothing is kept`() async throws {
    let reading = try await Self.reading([
      Query(name: "1", rows: [#"{"n":1}"#]),
      Query(name: "2", rows: [#"{"n":2}"#], refusal: (401, #"{"error":{"code":"NO"}}"#)),
    ])
    #expect(reading.kept == nil)
    #expect(reading.trouble?.isEmpty == false)
  }
}
