import ResultTables
import Testing

/// Whether the first row of an answer is a header or a row.
struct HeaderRowTests {
  private func page(_ rows: [[ResultCell]]) -> ResultPage {
    ResultPage(names: ["1", "2"], rows: rows)
  }

  private var texts: ResultPage {
    page([[.string("Date"), .string("Cost")], [.string("2025-01-01"), .string("7")]])
  }
  private var numbers: ResultPage {
    page([[.string("2025-01-01"), .number("7")], [.string("2025-01-02"), .number("8")]])
  }

  private func clues(
    names: [Int: Set<String>] = [:], isAbsent: Bool? = nil, rows: Int? = nil
  ) -> HeaderClues {
    var clues = HeaderClues()
    clues.names = names
    clues.isAbsent = isAbsent
    clues.rows = rows
    clues.areCounted = rows != nil
    return clues
  }

  private func isUnclear(_ row: HeaderRow) -> Bool {
    if case .unclear = row { true } else { false }
  }

  @Test func `the list of fields tells a header by its labels or ids, and a row by having none`() {
    let names: [Int: Set<String>] = [0: ["Date", "date"], 1: ["Cost", "cost"]]
    #expect(HeaderRow(texts, clues(names: names)) == .told)
    #expect(HeaderRow(numbers, clues(names: names)) == .absent)
    let ids = page([[.string("date"), .string("cost")]])
    #expect(HeaderRow(ids, clues(names: names)) == .told)
  }

  @Test func `rows of nothing but strings are no header where no label is among them`() {
    let rows = page([
      [.string("2025-01-01"), .string("10")], [.string("2025-01-02"), .string("20")],
    ])
    #expect(HeaderRow(rows, clues(names: [0: ["Date"], 1: ["Sessions"]])) == .absent)
  }

  @Test func `the answer's own word counts, but not against the labels`() {
    #expect(HeaderRow(texts, clues(isAbsent: true)) == .absent)
    #expect(isUnclear(HeaderRow(texts, clues(names: [0: ["Date"], 1: ["Cost"]], isAbsent: true))))
    #expect(HeaderRow(texts, clues(isAbsent: false)) == .guessed)
  }

  @Test func `as many rows as announced means none, and one more means one`() {
    #expect(HeaderRow(texts, clues(rows: 2)) == .absent)
    #expect(HeaderRow(texts, clues(rows: 1)) == .told)
    #expect(HeaderRow(numbers, clues(rows: 1)) == .absent)
  }

  @Test func `labels in another language are a header where the number says that there is one`() {
    let names: [Int: Set<String>] = [0: ["Päivä"], 1: ["Kulut"]]
    #expect(HeaderRow(texts, clues(names: names, rows: 1)) == .told)
    #expect(HeaderRow(texts, clues(names: names)) == .absent)
  }

  @Test func `without a word, all strings are a guess, and others are nothing anybody can tell`() {
    #expect(HeaderRow(texts, clues()) == .guessed)
    #expect(isUnclear(HeaderRow(numbers, clues())))
    #expect(HeaderRow(numbers, clues(rows: 7)) == .absent)
  }

  @Test func `some labels and not others decide nothing`() {
    #expect(HeaderRow(texts, clues(names: [0: ["Date"], 1: ["Kulut"]])) == .guessed)
  }

  @Test func `a page without its header shares the cells, and numbers the columns without a name`()
  {
    let page = ResultPage(
      names: ["1", "2", "3"],
      rows: [[.string("a"), .null], [.number("1"), .number("2"), .number("3")]])
    let headed = page.headedByFirstRow()
    #expect(headed.names == ["a", "2", "3"] && headed.rowCount == 1)
    #expect(headed.cell(row: 0, column: 2) == .number("3"))
    #expect(page.named(["x", "y", "z", "more"]).names == ["x", "y", "z"])
  }
}
