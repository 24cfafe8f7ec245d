import Testing

@testable import ResultTables

struct RowRecordsTests {
  private static let pages = [
    ResultPage(
      names: ["a", "b", "a"],
      rows: [
        [.number("1"), .string(""), .null],
        [.missing, .string("x\u{1B}[31m\u{0}y"), .boolean(true)],
      ]),
    ResultPage(names: ["b", "late"], rows: [[.nested(#"{"k":[1]}"#), .string("日本")], []]),
  ]

  /// The rows of all pages as one after the other.
  private func written(_ records: inout RowRecords) -> [UInt8] {
    var bytes: [UInt8] = []
    for page in Self.pages {
      for row in 0..<page.rowCount { records.append(page, row: row, to: &bytes) }
    }
    return bytes
  }

  @Test func `rows of pages that differ come back under the columns of all`() throws {
    var records = RowRecords([ResultColumn(name: "first")])
    let bytes = written(&records)
    let page = try #require(records.page(of: bytes, rows: 4))
    #expect(page.names == ["first", "a", "b", "a", "late"])
    let rows = (0..<4).map { row in (0..<5).map { page.cell(row: row, column: $0) } }
    #expect(
      rows == [
        [.missing, .number("1"), .string(""), .null, .missing],
        [.missing, .missing, .string("x\u{1B}[31m\u{0}y"), .boolean(true), .missing],
        [.missing, .missing, .nested(#"{"k":[1]}"#), .missing, .string("日本")],
        [.missing, .missing, .missing, .missing, .missing],
      ])
  }

  @Test func `bytes that are cut or longer make no page`() {
    var records = RowRecords([])
    let bytes = written(&records)
    for count in 0..<bytes.count {
      #expect(records.page(of: Array(bytes.prefix(count)), rows: 4) == nil)
    }
    #expect(records.page(of: bytes + [0], rows: 4) == nil)
  }

  @Test func `whatever a disk makes of the bytes, no cell leads out of them`() {
    var records = RowRecords([])
    let bytes = written(&records)
    for place in bytes.indices {
      for value: UInt8 in [0, 7, 0x80, 0xFF] where bytes[place] != value {
        var spoiled = bytes
        spoiled[place] = value
        guard let page = records.page(of: spoiled, rows: 4) else { continue }
        for row in 0..<4 {
          for column in page.names.indices {
            #expect(page.withUTF8(row: row, column: column) { $0.count } <= bytes.count)
          }
        }
      }
    }
  }
}
