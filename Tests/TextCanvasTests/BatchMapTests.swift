import Testing
import TextCanvas

struct BatchMapTests {
  static let kinds = [
    MapKind(style: Style(.succeeded), glyph: "●", ascii: "."),
    MapKind(style: Style(.waiting), glyph: "○", ascii: ":", isLit: false),
    MapKind(style: Style(.running), glyph: "◐", ascii: "x"),
    MapKind(style: Style(.failed), glyph: "✗", ascii: "#"),
  ]

  private func map(
    _ columns: Int, _ rows: Int, _ severities: [UInt8], glyphs: GlyphSet = .unicode
  ) -> [String] {
    Frame.drawn(columns, rows) { frame, rect in
      BatchMap(severities, kinds: Self.kinds, glyphs: glyphs).draw(on: &frame, in: rect)
    }
  }

  @Test func `with room each item has its glyph`() {
    #expect(map(3, 2, [0, 1, 2, 3]) == ["●○◐", "✗  "])
  }

  @Test func `in ASCII each item has its letter`() {
    #expect(map(3, 2, [0, 1, 2, 3], glyphs: .ascii) == [".:x", "#  "])
  }

  @Test(
    arguments: [
      (2, [0, 1], "⡇"), (2, [1, 0], "⢸"), (4, [0, 1, 1, 0], "⢣"),
      (8, [0, 1, 1, 1, 1, 1, 1, 1], "⠁"),
      (8, [1, 1, 1, 1, 1, 1, 1, 0], "⢀"), (8, [1, 1, 1, 1, 1, 1, 1, 1], "·"),
      (8, [0, 0, 0, 0, 0, 0, 0, 0], "⣿"),
    ] as [(Int, [UInt8], String)])
  func `without room items share a cell, a dot each`(
    _ share: Int, _ severities: [UInt8], _ shown: String
  ) {
    #expect(
      MapLayout(count: share, rect: Rect(x: 0, y: 0, width: 1, height: 1)).itemsPerCell == share)
    #expect(map(1, 1, severities) == [shown])
  }

  @Test func `one failure among thousands colours its cell`() {
    var severities = [UInt8](repeating: 0, count: 10_000)
    severities[7_777] = 3
    var frame = Frame(size: Size(columns: 60, rows: 21))
    BatchMap(severities, kinds: Self.kinds).draw(on: &frame, in: Rect(frame.size))
    #expect(frame.cells.filter { $0.style == Style(.failed) }.count == 1)
  }

  @Test(arguments: [0, 1, 5, 6, 7, 12, 13, 24, 25, 48, 49, 1000])
  func `every item has a cell, and the cell knows it`(_ count: Int) {
    let layout = MapLayout(count: count, rect: Rect(x: 2, y: 1, width: 3, height: 2))
    let lost = (0..<count).filter { item in
      guard let (x, y) = layout.position(of: item) else { return true }
      return layout.items(atX: x, y: y)?.contains(item) != true
    }
    #expect(lost.isEmpty)
  }

  @Test func `no item is outside`() {
    let layout = MapLayout(count: 4, rect: Rect(x: 2, y: 1, width: 3, height: 2))
    #expect(layout.items(atX: 1, y: 1) == nil)
    #expect(layout.items(atX: 3, y: 2) == nil)
    #expect(layout.position(of: 4) == nil)
    #expect(layout.position(of: -1) == nil)
  }

  @Test func `the cursor's cell is reversed`() {
    var frame = Frame(size: Size(columns: 3, rows: 1))
    BatchMap([0, 3], kinds: Self.kinds).draw(on: &frame, in: Rect(frame.size), cursor: 1)
    #expect(frame[1, 0].style == Style(.failed, .reverse))
  }

  @Test func `an unknown severity is the worst`() {
    #expect(map(1, 1, [200]) == ["✗"])
  }

  @Test func `nothing to draw, or no room, draws nothing`() {
    #expect(map(2, 1, []) == ["  "])
    #expect(map(0, 0, [1, 2]) == [])
    #expect(Frame.drawn(1, 1) { BatchMap([1], kinds: []).draw(on: &$0, in: $1) } == [" "])
  }
}
