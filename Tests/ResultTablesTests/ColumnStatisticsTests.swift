import ResultTables
import Testing

struct ColumnStatisticsTests {
  @Test
  func `what is nothing is told apart and counted`() {
    let column = statistics([.null, .missing, .string(""), .string("a"), .string("a"), .null])
    #expect(
      [column.rows, column.nulls, column.missing, column.empty, column.values] == [6, 2, 1, 1, 3])
    #expect(column.distinct == statistics([.string("a"), .string("")]).distinct)
    #expect(column.distinct.count == 2 && !column.distinct.isApproximate)
  }

  @Test
  func `tenths add up exactly`() {
    let numbers = statistics([.number("0.1"), .number("0.2"), .number("-0.30")]).numbers
    #expect(numbers?.sum == "0.00" && numbers?.isExact == true)
    #expect(numbers?.minimum == "-0.30" && numbers?.maximum == "0.2")
    #expect(statistics([.number("0.1"), .number("0.2")]).numbers?.mean == 0.15)
  }

  @Test
  func `numbers that are not plain are added as doubles`() {
    let digits = "12345678901234567890123456789012345678"
    let numbers = statistics([.number(digits), .number("1e2"), .number("-5")]).numbers
    #expect(numbers?.isExact == false && numbers?.maximum == digits && numbers?.minimum == "-5")
    #expect(numbers?.sum == "1.2345678901234568e+37")
  }

  @Test
  func `a number beyond the range of a double leaves no sum`() {
    let numbers = statistics([.number("1e400"), .number("1")]).numbers
    #expect(numbers?.sum == nil && numbers?.mean == nil && numbers?.maximum == "1e400")
  }

  @Test
  func `a sum beyond 128 bits goes on as a double`() {
    let huge = ResultCell.number("999999999999999999")
    let tiny = ResultCell.number("0.00000000000000001")
    let numbers = statistics([tiny] + [ResultCell](repeating: huge, count: 2000)).numbers
    #expect(numbers?.isExact == false)
    #expect(numbers?.mean.map { abs($0 / 1e18 - 1) < 0.01 } == true)
  }

  @Test
  func `neighbours that a double cannot tell apart are compared by their digits`() {
    let numbers = statistics([.number("900719925474099.30"), .number("900719925474099.31")]).numbers
    #expect(numbers?.maximum == "900719925474099.31" && numbers?.minimum == "900719925474099.30")
  }

  @Test
  func `numbers written as strings and empty strings keep a column numeric, a word does not`() {
    let cells: [ResultCell] = [.string("1.5"), .number("2"), .string(""), .null]
    #expect(statistics(cells).numbers?.sum == "3.5")
    #expect(statistics(cells + [.string("x")]).numbers == nil)
    #expect(statistics([.string("")]).numbers == nil)
  }

  @Test
  func `texts are ordered by bytes and measured in code points`() {
    let texts = statistics([.string("b"), .string("Zebra"), .string("éé"), .string("a😀")]).texts
    #expect(texts?.minimum == "Zebra" && texts?.maximum == "éé")
    #expect(texts?.shortest == 1 && texts?.longest == 5)
  }

  @Test
  func `beyond a hundred thousand distinct values the count is near and says so`() {
    let column = statistics((0..<300_000).map { .number("\($0)") })
    #expect(column.distinct.isApproximate)
    #expect(abs(Double(column.distinct.count) / 300_000 - 1) < 0.04)
    #expect(column.numbers?.sum == "44999850000")
  }

  @Test
  func `pages add up, and one without the column is missing in all its rows`() {
    var column = ColumnStatistics()
    column.add(ResultPage(names: ["a"], rows: [[.number("1")]]), column: 0)
    column.add(ResultPage(names: ["b"], rows: [[.number("1")], [.null]]), column: 3)
    column.add(ResultPage(names: ["a"], rows: [[.number("2")]]), column: 0)
    #expect(column.rows == 4 && column.missing == 2 && column.numbers?.sum == "3")
  }

  private func statistics(_ cells: [ResultCell]) -> ColumnStatistics {
    var column = ColumnStatistics()
    column.add(ResultPage(names: ["c"], rows: cells.map { [$0] }), column: 0)
    return column
  }
}
