import DashboardUI
import Foundation
import NIOConcurrencyHelpers
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import ResultTables
import TestSupport
import Testing

@testable import querytop

/// All rows sorted, from the bytes of the answers to the rows in their order.
struct SortedRowsWireTests {
  /// A row as the server has it: its number, and in most the value it is sorted by.
  private struct Row {
    let number: Int
    let json: String
    /// What comes before what: the kind, the number, the text.
    let rank: (Int, Double, String)

    init(_ number: Int) {
      self.number = number
      let member: String
      switch number % 11 {
      case 0: (member, rank) = (#""v":\#(number * 37 % 50)"#, (0, Double(number * 37 % 50), ""))
      case 1: (member, rank) = (#""v":"\#(number % 13)""#, (0, Double(number % 13), ""))
      case 2: (member, rank) = (#""v":"""#, (2, 0, ""))
      case 3: (member, rank) = (#""v":null"#, (4, 0, ""))
      case 4: (member, rank) = (#""late\#(number % 3)":1"#, (5, 0, ""))
      case 5: (member, rank) = (#""v":"text \#(number % 7)""#, (2, 0, "text \(number % 7)"))
      case 6: (member, rank) = (#""v":-\#(number % 5).50"#, (0, -Double(number % 5) - 0.5, ""))
      case 7: (member, rank) = (#""v":true"#, (1, 0, "true"))
      case 8: (member, rank) = (#""v":[\#(number % 2)]"#, (3, 0, "[\(number % 2)]"))
      case 9: (member, rank) = (#""v":1.0,"w":"größe""#, (0, 1, ""))
      default: (member, rank) = (#""v":"Größe","a":{"b":2}"#, (2, 0, "Größe"))
      }
      json = number % 4 == 1 ? "{\(member),\"n\":\(number)}" : "{\"n\":\(number),\(member)}"
    }
  }

  private static let rows = (0..<1_000).map(Row.init)

  /// The numbers in order, by plain comparison.
  private static func expected(isDescending: Bool) -> [Int] {
    rows.sorted { left, right in
      let (one, other) = (left.rank, right.rank)
      if one == other { return left.number < right.number }
      return isDescending && max(one.0, other.0) < 4 ? one > other : one < other
    }.map(\.number)
  }

  /// Reads a result of these rows into a file, and hands over what there is.
  private func keeping(
    _ body: (KeptRows) async throws -> Void
  ) async throws -> (asked: Int, trouble: String?) {
    let asked = NIOLockedValueBox(0)
    let server = try ResultServer { row, _ in
      asked.withLockedValue { $0 += 1 }
      let page = Self.rows.dropFirst(row).prefix(250).map(\.json)
      return ResultServer.body("[\(page.joined(separator: ","))]", total: 1_000)
    }
    defer { server.stop() }
    let transport = AsyncHTTPTransport()
    let settings = try await SourceSettings(
      environment: server.environment, network: Network(transport: transport))
    let target = try Target(parsing: ResultServer.supermetrics)
    let source = await settings.sources[target.source]
    let results = try #require(source?.results(of: target))
    let place = NIOLockedValueBox<KeptRows?>(nil)
    let trouble = NIOLockedValueBox<String?>(nil)
    let reader = ResultReader(results, gate: RequestScheduler())
    await RowKeeping(target: target, rows: .result(reader), columns: [], folder: "/var/tmp")
      .run(into: place) { report in trouble.withLockedValue { $0 = report.trouble } }
    try await transport.shutdown()
    if let kept = place.withLockedValue(\.self) { try await body(kept) }
    return (asked.withLockedValue(\.self), trouble.withLockedValue(\.self))
  }

  @Test func `all rows are in order after one reading, whatever their columns and values`()
    async throws
  {
    let (asked, trouble) = try await keeping { kept in
      for isDescending in [false, true] {
        let sort = ResultSort(ResultColumn(name: "v"), isDescending: isDescending)
        let found = NIOLockedValueBox<RowOrder?>(nil)
        await RowArranging(kept: kept, arrangement: ResultArrangement(sort: sort)).run { report in
          found.withLockedValue { $0 = report.order }
        }
        let sorted = found.withLockedValue { $0 }
        let order = try #require(sorted)
        var numbers: [Int] = []
        let rows = AllRows.kept(kept, order, SourcePlaces(configured: "supermetrics"))
        try await rows.read { answer, first in
          #expect(first == numbers.count)
          let column = try #require(answer.page.names.firstIndex(of: "n"))
          for row in 0..<answer.page.rowCount {
            numbers.append(try #require(Int(answer.page.text(row: row, column: column))))
          }
          return true
        }
        #expect(numbers == Self.expected(isDescending: isDescending))
      }
    }
    #expect(trouble == nil)
    #expect(asked == 4)
  }
}
