import Testing
import TextCanvas

struct ColumnLayoutTests {
  static let columns = [
    TableColumn("State", minimum: 2, ideal: 9, priority: 9),
    TableColumn("Id", minimum: 8, ideal: 12, priority: 8),
    TableColumn("Accounts", minimum: 6, ideal: 10, flex: 1, priority: 5),
    TableColumn("Rows", minimum: 5, alignment: .right, priority: 2),
    TableColumn("Error", minimum: 8, ideal: 12, flex: 3, priority: 6),
  ]

  private func widths(_ width: Int) -> [Int: Int] {
    Dictionary(
      uniqueKeysWithValues: ColumnLayout.solve(Self.columns, width: width).map {
        ($0.column, $0.width)
      })
  }

  @Test func `with room all have their ideal and flex takes the rest`() {
    #expect(widths(72) == [0: 9, 1: 12, 2: 15, 3: 5, 4: 27])
  }

  @Test func `the least important vanish first`() {
    #expect(widths(30).keys.sorted() == [0, 1, 2, 4])
    #expect(widths(20).keys.sorted() == [0, 1, 4])
    #expect(widths(12).keys.sorted() == [0, 1])
    #expect(widths(9).keys.sorted() == [0])
  }

  @Test func `the most important reach their ideal first`() {
    #expect(widths(22) == [0: 4, 1: 8, 4: 8])
  }

  @Test func `the last column is cut rather than hidden`() {
    #expect(widths(1) == [0: 1])
  }

  @Test func `no width, no columns`() {
    #expect(ColumnLayout.solve(Self.columns, width: 0).isEmpty)
    #expect(ColumnLayout.solve([], width: 80).isEmpty)
  }

  @Test func `spans never overlap and never leave the width`() {
    for width in 1...200 {
      let spans = ColumnLayout.solve(Self.columns, width: width)
      #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.x + $0.width < $1.x })
      #expect(spans.allSatisfy { $0.width > 0 && $0.x + $0.width <= width })
      if width == 200 { #expect(spans.count == Self.columns.count) }
    }
  }

  @Test func `a wider table never hides a column a narrower one showed`() {
    let counts = (1...200).map { ColumnLayout.solve(Self.columns, width: $0).count }
    #expect(counts == counts.sorted())
  }

  @Test func `columns at their maximum leave the rest blank`() {
    let spans = ColumnLayout.solve([TableColumn("x", minimum: 2, maximum: 5, flex: 1)], width: 40)
    #expect(spans == [ColumnSpan(column: 0, x: 0, width: 5)])
  }

  @Test func `absurd widths are taken as they come`() {
    let columns = [
      TableColumn("a", minimum: .max, flex: .max), TableColumn("b", minimum: .min, ideal: .max),
    ]
    let widths = ColumnLayout.solve(columns, width: 10).map(\.width)
    #expect(!widths.isEmpty && widths.allSatisfy { (1...10).contains($0) })
  }
}
