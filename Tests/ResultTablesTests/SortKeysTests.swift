import Testing

@testable import ResultTables

struct SortKeysTests {
  /// The texts of cells in order.
  private func ordered(_ cells: [ResultCell], isDescending: Bool = false) -> [ResultCell] {
    var keys = SortKeys()
    for cell in cells { keys.add(cell) }
    return keys.order(isDescending: isDescending).map { cells[Int($0)] }
  }

  private func numbers(_ texts: [String]) -> [ResultCell] { texts.map { .number($0) } }

  private static let rising = [
    "-1e400", "-100000000000000000001", "-100000000000000000000", "-12.5", "-12", "-1.23", "-1.2",
    "-1e-300", "0", "1e-400", "0.001", "0.12", "0.123", "1", "1.5", "9", "10", "99",
    "9007199254740992", "9007199254740993", "9007199254740994", "1e20", "100000000000000000001",
    "1e400", "1.1e400", "1e99999",
  ]

  @Test func `numbers are ordered by value, exactly, however large`() {
    #expect(ordered(numbers(Self.rising.reversed())) == numbers(Self.rising))
    #expect(
      ordered(numbers(Self.rising), isDescending: true) == numbers(Self.rising.reversed()))
  }

  @Test func `equal numbers stay as they came, in both directions`() {
    let same = numbers(["1.0", "1", "10e-1", "0.1e1", "1.00"])
    #expect(ordered(same) == same)
    #expect(ordered(same, isDescending: true) == same)
    let zeros = numbers(["0", "-0", "0.0e7", "-0.00"])
    #expect(ordered(zeros) == zeros)
  }

  @Test func `texts that are numbers are ordered as numbers, and before others`() {
    #expect(
      ordered([.string("10"), .string("a"), .string("9"), .number("9.5"), .string("007")])
        == [.string("9"), .number("9.5"), .string("10"), .string("007"), .string("a")])
  }

  @Test func `texts are ordered by their code points`() {
    let texts = ["", "A", "Z", "a", "a\u{0}", "aa", "z", "ä", "日", "😀"].map(ResultCell.string)
    #expect(ordered(texts.reversed()) == texts)
  }

  @Test func `null and missing are last in both directions`() {
    let cells: [ResultCell] = [.missing, .null, .number("1"), .string("a"), .null, .number("2")]
    #expect(
      ordered(cells)
        == [.number("1"), .number("2"), .string("a"), .null, .null, .missing])
    #expect(
      ordered(cells, isDescending: true)
        == [.string("a"), .number("2"), .number("1"), .null, .null, .missing])
  }

  @Test func `no more memory is taken than allowed, and what was taken in is in order`() {
    let page = ResultPage(
      names: ["n"], rows: (0..<5_000).map { [.string("a text of some length, \(9_999 - $0)")] })
    var keys = SortKeys(mostBytes: 200_000)
    let taken = (0..<5_000).prefix { keys.add(page, row: $0, column: 0) }.count
    #expect(taken > 500 && taken < 5_000)
    #expect(keys.byteCount <= 200_000)
    #expect(keys.order(isDescending: false) == (0..<taken).reversed().map { UInt32($0) })
  }

  @Test func `a single value of many mebibytes counts as what it is`() {
    let page = ResultPage(
      names: ["n"], rows: [[.string(String(repeating: "x", count: 5 << 20))], [.string("y")]])
    var keys = SortKeys(mostBytes: 4 << 20)
    let isTaken = keys.add(page, row: 0, column: 0)
    #expect(!isTaken)
    var roomier = SortKeys(mostBytes: 12 << 20)
    let areTaken = (0..<2).map { roomier.add(page, row: $0, column: 0) }
    #expect(areTaken == [true, true] && roomier.byteCount > 5 << 20)
  }
}
