import Testing

@testable import TextCanvas

struct CellTests {
  @Test func `a cell is eight bytes without padding`() {
    #expect(MemoryLayout<Cell>.size == 8 && MemoryLayout<Cell>.stride == 8)
  }

  @Test(
    arguments: ["a", "漢", "é", "e\u{301}", "o\u{323}\u{302}", "☎\u{FE0F}", "\u{10FFFD}"]
      as [Character])
  func `a cell gives back the glyph it was made of, scalar for scalar`(_ glyph: Character) {
    let scalars = Array(Cell(glyph, .text).glyph.unicodeScalars)
    #expect(scalars == Array(glyph.unicodeScalars))
  }

  @Test func `cells differ by glyph, style and width`() {
    let cell = Cell("a", .text)
    #expect(cell == Cell("a", .text))
    #expect(cell != Cell("b", .text))
    #expect(cell != Cell("a", Style(.muted)))
    #expect(cell != Cell("a", Style(.text, .bold)))
    #expect(cell != Cell("a", .text, width: 2))
    #expect(Cell("e\u{301}", .text) == Cell("e\u{301}", .text))
    #expect(Cell("e\u{301}", .text) != Cell("e\u{302}", .text))
  }

  @Test func `every style has bits of its own`() {
    let styles = Role.allCases.flatMap { role in
      (0..<64).map { Style(role, Emphasis(rawValue: $0)) }
    }
    #expect(Set(styles.map { Cell("x", $0).styleBits }).count == styles.count)
  }

  @Test func `of a cluster beyond those that are kept the base letter is drawn`() {
    var table = ClusterTable(most: 2)
    let kept = ["a\u{301}", "b\u{301}"].map { table.code(of: $0) }
    #expect(table.code(of: "c\u{301}") == 0x63)
    #expect(["a\u{301}", "b\u{301}"].map { table.code(of: $0) } == kept)
    #expect(kept.map { table.cluster(of: $0) } == ["a\u{301}", "b\u{301}"])
    #expect(table.cluster(of: .max) == " ")
  }
}
