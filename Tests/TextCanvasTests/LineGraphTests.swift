import Testing
import TextCanvas

struct LineGraphTests {
  private let ramp: [Double] = [0, 1, 2, 3, 4, 5, 6, 7]

  private func graph(
    _ columns: Int, _ rows: Int, _ series: [GraphSeries], ceiling: Double? = nil,
    label: SafeText? = nil, fit: GraphFit = .newest, glyphs: GlyphSet = .unicode
  ) -> [String] {
    Frame.drawn(columns, rows) { frame, rect in
      LineGraph(series, ceiling: ceiling, maxLabel: label, fit: fit, glyphs: glyphs)
        .draw(on: &frame, in: rect)
    }
  }

  @Test func `a filled series is an area`() {
    let series = GraphSeries(ramp, style: Style(.graph), isFilled: true)
    #expect(graph(4, 2, [series]) == ["  ⣠⣾", "⣠⣾⣿⣿"])
  }

  @Test(arguments: [(0.0, 1.0), (1.1, 1.25), (44, 50), (45, 50), (51, 60), (130, 150), (990, 1000)])
  func `a peak grows a little under the same ceiling`(peak: Double, ceiling: Double) {
    #expect(LineGraph([GraphSeries([1, peak], style: .text)]).roundedPeak == ceiling)
  }

  @Test func `a line series is a line`() {
    #expect(graph(4, 2, [GraphSeries(ramp, style: Style(.graph))]) == ["  ⡠⠊", "⡠⠊  "])
  }

  @Test func `a jump is joined`() {
    let series = GraphSeries([0, 7, 0], style: Style(.graph))
    #expect(graph(2, 2, [series]) == [" ⣷", "⢀⢿"])
  }

  @Test func `a graph in ASCII has areas and lines`() {
    let area = GraphSeries([1, 2, 3, 3], style: Style(.waiting), isFilled: true)
    let line = GraphSeries([0, 0, 1, 1], style: Style(.running))
    #expect(
      graph(4, 4, [area, line], ceiling: 3, glyphs: .ascii) == [
        "  ##", " ###", "##**", "**##",
      ])
  }

  @Test func `the newest values are at the right`() {
    let series = GraphSeries([1, 1], style: Style(.graph), isFilled: true)
    #expect(graph(3, 1, [series]) == ["  ⣿"])
  }

  @Test func `a whole series fills the width`() {
    let series = GraphSeries([0, 3], style: Style(.graph), isFilled: true)
    #expect(graph(2, 1, [series], fit: .whole) == ["⣠⣾"])
  }

  @Test func `a peak survives any narrowing`() {
    var values = [Double](repeating: 0, count: 1000)
    values[617] = 9
    let series = GraphSeries(values, style: Style(.graph), isFilled: true)
    #expect(graph(10, 1, [series], fit: .whole).joined().contains { $0 != "⣀" })
  }

  @Test func `gaps stay empty`() {
    let series = GraphSeries([1, 1, .nan, .infinity, 1, 1], style: Style(.graph), isFilled: true)
    #expect(graph(3, 1, [series]) == ["⣿ ⣿"])
  }

  @Test func `no value, no dot`() {
    #expect(graph(3, 1, [GraphSeries([], style: Style(.graph))]) == ["   "])
    #expect(graph(3, 1, []) == ["   "])
  }

  @Test func `the label stands in the upper left corner if it fits`() {
    let series = GraphSeries([0, 0], style: Style(.graph))
    #expect(graph(4, 2, [series], label: "12").first == "12  ")
    #expect(graph(2, 2, [series], label: "12").first == "  ")
  }

  @Test func `where two series meet the later one colours the cell`() {
    var frame = Frame(size: Size(columns: 1, rows: 2))
    LineGraph([
      GraphSeries([1, 1], style: Style(.waiting), isFilled: true),
      GraphSeries([0, 0], style: Style(.running)),
    ]).draw(on: &frame, in: Rect(frame.size))
    #expect(frame[0, 0].style == Style(.waiting))
    #expect(frame[0, 1].style == Style(.running))
  }

  @Test func `a line is set off from the area behind it`() {
    let area = GraphSeries([7, 7], style: Style(.waiting), isFilled: true)
    let line = GraphSeries([3, 3], style: Style(.running))
    #expect(graph(1, 2, [area, line], ceiling: 7) == ["⠿", "⣭"])
  }

  @Test func `a label in ASCII is ASCII`() {
    #expect(graph(9, 1, [], label: "≈ 12", glyphs: .ascii) == ["~ 12     "])
  }

  @Test(arguments: [-1, 0, .nan, .infinity] as [Double])
  func `a ceiling without sense is replaced by the peak`(_ ceiling: Double) {
    let series = GraphSeries(ramp, style: Style(.graph), isFilled: true)
    #expect(graph(4, 2, [series], ceiling: ceiling) == graph(4, 2, [series]))
  }

  @Test(arguments: [GlyphSet.unicode, .ascii])
  func `no size and no series stops it`(_ glyphs: GlyphSet) {
    let series = GraphSeries([5, -1, .greatestFiniteMagnitude], style: Style(.graph))
    for columns in 0...3 {
      for rows in 0...3 {
        #expect(
          graph(columns, rows, [series], fit: .whole, glyphs: glyphs)
            .allSatisfy { $0.count == columns })
      }
    }
  }
}
