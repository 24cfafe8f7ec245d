import Testing
import TextCanvas

struct TextTableTests {
  static let columns = [
    TableColumn("Id", minimum: 2, ideal: 3, priority: 2),
    TableColumn("Rows", minimum: 4, alignment: .right, priority: 1),
  ]

  static func table(
    rows: Int = 3, offset: Int = 0, selected: Int? = nil, sort: TableSort? = nil,
    glyphs: GlyphSet = .unicode
  ) -> TextTable {
    TextTable(
      columns: columns, rowCount: rows, offset: offset, selected: selected, sort: sort,
      glyphs: glyphs)
  }

  private func drawn(
    _ columns: Int, _ rows: Int, _ table: TextTable
  ) -> [String] {
    Frame.drawn(columns, rows) { frame, rect in
      table.draw(on: &frame, in: rect) {
        row, column in (column == 0 ? "q\(row)" : "\(row * 100)", .text)
      }
    }
  }

  @Test func `numbers stand under each other at the right`() {
    #expect(drawn(10, 4, Self.table()) == ["Id  Rows  ", "q0     0  ", "q1   100  ", "q2   200  "])
  }

  @Test func `the sorted column shows which way`() {
    #expect(drawn(11, 1, Self.table(sort: TableSort(column: 0))).first == "Id▲ Rows   ")
    #expect(
      drawn(11, 1, Self.table(sort: TableSort(column: 1, isAscending: false))).first
        == "Id  Ro…▼   ")
    #expect(
      drawn(11, 1, Self.table(sort: TableSort(column: 0, isAscending: false), glyphs: .ascii))
        .first == "Idv Rows   ")
  }

  @Test func `columns stand in the same places with and without a scrollbar`() {
    let few = Self.table(rows: 2).spans(in: Rect(x: 0, y: 0, width: 11, height: 4))
    let many = Self.table(rows: 9).spans(in: Rect(x: 0, y: 0, width: 11, height: 4))
    #expect(few == many)
  }

  @Test func `more rows than lines bring a scrollbar`() {
    #expect(
      drawn(11, 4, Self.table(rows: 9, offset: 3)) == [
        "Id  Rows   ", "q3   300   ", "q4   400  ┃", "q5   500   ",
      ])
  }

  @Test func `an offset beyond the end shows the last rows`() {
    #expect(drawn(11, 3, Self.table(rows: 9, offset: 99)).last == "q8   800  ┃")
  }

  @Test func `marked rows have a sign of their own, left of the table`() {
    for (glyphs, mark) in [(GlyphSet.unicode, "◆"), (.ascii, "*")] {
      let lines = Frame.drawn(11, 4) { frame, rect in
        let inside = Rect(x: 1, y: 0, width: 10, height: 4)
        Self.table(glyphs: glyphs).draw(on: &frame, in: inside, isMarked: { $0 == 1 }) {
          row, column in (column == 0 ? "q\(row)" : "\(row * 100)", .text)
        }
      }
      #expect(lines == [" Id  Rows  ", " q0     0  ", "\(mark)q1   100  ", " q2   200  "])
    }
  }

  @Test(
    arguments: [
      (0, 0, []), (1, 1, ["…"]), (1, 2, ["…", "…"]), (2, 2, ["Id", "q0"]), (3, 2, ["Id ", "q0 "]),
      (6, 2, ["Id    ", "q0    "]), (10, 1, ["Id  Rows  "]), (5, 0, []),
    ] as [(Int, Int, [String])])
  func `a table shrinks to what there is`(_ columns: Int, _ rows: Int, _ shown: [String]) {
    #expect(drawn(columns, rows, Self.table(rows: 1)) == shown)
  }

  @Test func `the selected row is one band to the edge`() {
    var frame = Frame(size: Size(columns: 9, rows: 3))
    Self.table(selected: 1).draw(on: &frame, in: Rect(frame.size)) { _, _ in
      ("x", Style(.failed))
    }
    #expect((0..<8).allSatisfy { frame[$0, 2].style.emphasis == .selected })
    #expect(frame[0, 1].style == Style(.failed))
  }

  @Test func `cells of an ASCII table are ASCII`() {
    let lines = Frame.drawn(11, 2) { frame, rect in
      Self.table(rows: 1, glyphs: .ascii).draw(on: &frame, in: rect) { _, column in
        (column == 0 ? "·é" : "12…", .text)
      }
    }
    #expect(lines == ["Id  Rows   ", ".\\~  12~   "])
  }

  @Test func `only cells in view are asked for`() {
    var frame = Frame(size: Size(columns: 20, rows: 5))
    var asked: Set<Int> = []
    Self.table(rows: 1_000_000, offset: 500_000).draw(on: &frame, in: Rect(frame.size)) {
      row, _ in
      asked.insert(row)
      return ("x", .text)
    }
    #expect(asked == [500_000, 500_001, 500_002, 500_003])
  }
}
