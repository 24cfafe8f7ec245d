import ResultTables
import TestSupport
import Testing

/// How a batch's rows get into the file: while it runs, and where its columns come late.
struct BatchFileTests {
  private typealias Query = BatchServer.Query

  @Test func `a pipe is told once what is waited for`() async throws {
    let server = try BatchServer { poll, _ in
      [
        Query(name: "0", state: poll > 2 ? "SUCCESS" : "RUNNING", rows: [#"{"n":0}"#]),
        Query(name: "1", state: "FAILURE"),
      ]
    }
    try await BatchVisit.to(server) { visit in
      let end = try await visit.export("--to", "-", "--format", "ndjson")
      let told = end.error.split(separator: "\n").filter { $0.hasPrefix("waiting for ") }
      #expect(
        told == [
          "waiting for 1 of 2 queries; rows are written as they end, in the order of submission"
        ])
    }
  }

  @Test func `a table in whose last query a column comes is made wider where it stands`()
    async throws
  {
    // Quotes and line ends within fields, and a page beyond the first of a query.
    let queries = (0..<40).map { number in
      Query(
        name: "\(number)",
        rows: (0..<(number % 5 + 1)).map { row in
          let late = number > 25 && row == number % 5 ? #","late\#(number / 10)":"z\"\r\n""# : ""
          return #"{"n":\#(row),"t":"a,\"\r\n\"b"\#(late)}"#
        })
    }
    try await BatchVisit.to(try BatchServer(queries)) { visit in
      let piped = try await visit.export("--to", "-", "--format", "csv")
      let saved = try await visit.export("--to", "FILE/r.csv")
      #expect(piped.status == 0 && saved.status == 0)
      #expect(visit.text("r.csv") == piped.output)
      #expect(try CSVReader.records(piped.outputBytes).allSatisfy { $0.count == 7 })
      #expect(try visit.folder.names() == ["r.csv"])
    }
  }
}
