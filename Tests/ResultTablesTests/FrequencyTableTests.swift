import Testing

@testable import ResultTables

struct FrequencyTableTests {
  private func table(_ cells: [ResultCell]) -> FrequencyTable {
    let page = ResultPage(names: ["n"], rows: cells.map { [$0] })
    var table = FrequencyTable()
    for row in cells.indices { table.add(page, row: row, column: 0) }
    table.rank()
    return table
  }

  private func lines(_ table: FrequencyTable) -> [String] {
    (0..<table.count).map { "\(table.value(at: $0)) \(table.count(at: $0))" }
  }

  @Test func `the most frequent value is first, and equal ones are ordered by value`() {
    let table = table(["10", "9", "7", "9", "10", "-1", "7"].map { .number($0) } + [.null])
    #expect(
      lines(table)
        == [#"number("7") 2"#, #"number("9") 2"#, #"number("10") 2"#, #"number("-1") 1"#, "null 1"])
    #expect(table.rows == 8 && table.isWhole)
  }

  @Test func `null, missing, the empty text and kinds are told apart`() {
    let cells: [ResultCell] = [
      .null, .missing, .string(""), .string("null"), .string("1"), .number("1"), .boolean(true),
      .string("true"), .nested("[]"), .string("[]"),
    ]
    let table = table(cells + cells)
    #expect(table.count == cells.count)
    #expect(Set((0..<table.count).map { table.value(at: $0) }) == Set(cells))
    #expect((0..<table.count).allSatisfy { table.count(at: $0) == 2 })
  }

  @Test func `texts that look alike to Unicode are two values`() {
    #expect(table([.string("\u{E9}"), .string("e\u{301}")]).count == 2)
  }

  @Test func `a column that a page does not have is missing there`() {
    let page = ResultPage(names: ["n"], rows: [[.number("1")], [.number("2")]])
    var table = FrequencyTable()
    for row in 0..<2 { table.add(page, row: row, column: 5) }
    table.rank()
    #expect(lines(table) == ["missing 2"])
  }

  @Test func `beyond the most values, those kept are counted exactly and others together`() {
    let names = ["n"]
    var table = FrequencyTable()
    let most = FrequencyTable.mostValues
    let rows = (0..<(most + 5)).map { [ResultCell.number("\($0)")] }
    for _ in 0..<2 {
      let page = ResultPage(names: names, rows: rows)
      for row in 0..<page.rowCount { table.add(page, row: row, column: 0) }
    }
    table.rank()
    #expect(table.count == most && table.otherRows == 10 && !table.isWhole)
    #expect(table.count(at: 0) == 2 && table.count(at: most - 1) == 2)
    #expect(table.rows == 2 * (most + 5))
  }

  @Test func `long values are kept within a bound of bytes`() {
    let text = String(repeating: "x", count: 1 << 20)
    let table = table((0..<40).map { .string("\($0)\(text)") })
    #expect(table.count < 24 && table.otherRows == 40 - table.count)
  }
}
