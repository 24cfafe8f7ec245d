import QueryCore
import ResultTables
import Testing

struct UnionTests {
  private static let page = ResultPage(
    names: ["n", "n", "é"],
    rows: [
      [.number("1e400"), .null, .string("a\u{0}b")], [.boolean(true), .nested("[1,2]")], [],
    ])

  private func cells(_ page: ResultPage) -> [[ResultCell]] {
    (0..<page.rowCount).map { row in
      page.names.indices.map { page.cell(row: row, column: $0) }
    }
  }

  private static let named = ResultPage(names: [], rows: [[], []])
  private static let headed = ResultPage(
    names: ["1"], rows: [[.string("head")], [.string("x")]]
  ).headedByFirstRow()

  @Test(arguments: [page, ResultPage(names: [], rows: []), named, headed])
  func `a page read back from its bytes is the page, cell for cell`(page: ResultPage) throws {
    let read = try #require(ResultPage(bytes: page.bytes))
    #expect(read.names == page.names && read.rowCount == page.rowCount)
    #expect(cells(read) == cells(page))
  }

  @Test func `bytes that were damaged are no page, or one that can be read`() {
    let bytes = Self.page.bytes
    for count in bytes.indices { #expect(ResultPage(bytes: Array(bytes.prefix(count))) == nil) }
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0xFF
      // Some damage leaves a page; it must not lead out of its memory.
      if let page = ResultPage(bytes: damaged) { #expect(cells(page).count == page.rowCount) }
    }
  }

  @Test func `the split stands before every row, with nothing for what it has not`() {
    let query = BatchQuery(
      id: "q", state: .succeeded, accounts: ["b", "a"], startDate: "2026-10-01")
    let page = SplitColumns(of: query).before(Self.page)
    #expect(page.names == ["split_account", "split_start_date", "split_end_date", "n", "n", "é"])
    #expect(
      cells(page)
        == cells(Self.page).map { [.string("b a"), .string("2026-10-01"), .null] + $0 })
    let bare = SplitColumns(of: BatchQuery(id: "q", state: .succeeded)).before(Self.page)
    #expect(cells(bare).allSatisfy { $0.starts(with: [.null, .null, .null]) })
  }

  @Test func `a header that became names is before none of the rows`() {
    let page = SplitColumns(of: BatchQuery(id: "q", state: .succeeded, accounts: ["a"]))
      .before(Self.headed)
    #expect(page.names.last == "head")
    #expect(cells(page) == [[.string("a"), .null, .null, .string("x")]])
  }

  @Test func `columns are united by name and number, in order of first appearance`() throws {
    var union = ColumnUnion(["k"])
    for names in [["b", "a"], ["a", "a", "k"], ["c", "b"], ["k", "k"], ["a", "a"]] {
      try union.add(names)
    }
    #expect(union.names == ["k", "b", "a", "a", "c", "k"])
  }

  @Test func `more columns than a table can have are refused`() throws {
    var union = ColumnUnion()
    try union.add((0..<ColumnUnion.most).map(String.init))
    #expect(throws: TooManyColumns.self) { try union.add(["one more"]) }
    try union.add(["7"])
  }
}
