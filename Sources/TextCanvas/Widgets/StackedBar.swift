/// A bar whose parts stand for shares of a whole.
package struct StackedBar: Hashable, Sendable {
  /// From left to right.
  package let segments: [BarSegment]
  /// What fills the bar while there is no share at all.
  package let empty: Cell

  package init(_ segments: [BarSegment], empty: Cell = Cell("░", Style(.muted))) {
    self.segments = segments
    self.empty = empty
  }

  /// Cells for each segment in a bar of `width`: by the largest remainder, so that they add up to
  /// the width exactly.
  ///
  /// Every share that is not zero gets a cell while there are cells enough, and work that has not
  /// ended gets one whatever happens. All are zero where every share is zero.
  package func cells(width: Int) -> [Int] {
    let values = segments.map { Double($0.value) }
    let total = values.reduce(0, +)
    var cells = [Int](repeating: 0, count: values.count)
    guard width > 0, total > 0 else { return cells }
    let quotas = values.map { $0 / total * Double(width) }
    for index in cells.indices { cells[index] = Int(quotas[index]) }
    let byRemainder = cells.indices
      .filter { values[$0] > 0 }
      .sorted { quotas[$0] - Double(cells[$0]) > quotas[$1] - Double(cells[$1]) }
    var left = width - cells.reduce(0, +)
    while left > 0 {
      for index in byRemainder where left > 0 {
        cells[index] += 1
        left -= 1
      }
    }
    while left < 0, let largest = Self.largest(in: cells, above: 0) {
      cells[largest] -= 1
      left += 1
    }
    guaranteeUnfinished(&cells)
    for index in byValue where cells[index] == 0 && segments[index].value > 0 {
      guard let donor = Self.largest(in: cells, above: 1) else { break }
      cells[donor] -= 1
      cells[index] += 1
    }
    return cells
  }

  /// Fills every row of the rectangle with the bar.
  package func draw(on frame: inout Frame, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let cells = cells(width: rect.width)
    frame.fill(rect, with: empty)
    var x = rect.x
    for (segment, count) in zip(segments, cells) {
      frame.fill(
        Rect(x: x, y: rect.y, width: count, height: rect.height),
        with: Cell(segment.glyph, segment.style))
      x += count
    }
  }

  private var byValue: [Int] {
    segments.indices.sorted { segments[$0].value > segments[$1].value }
  }

  private func guaranteeUnfinished(_ cells: inout [Int]) {
    let open = segments.indices.filter { !segments[$0].isFinished && segments[$0].value > 0 }
    guard open.allSatisfy({ cells[$0] == 0 }) else { return }
    guard let receiver = open.max(by: { segments[$0].value < segments[$1].value }),
      let donor = Self.largest(in: cells, above: 0)
    else { return }
    cells[donor] -= 1
    cells[receiver] += 1
  }

  private static func largest(in cells: [Int], above floor: Int) -> Int? {
    cells.indices.filter { cells[$0] > floor }.max { cells[$0] < cells[$1] }
  }
}

/// One part of a stacked bar.
package struct BarSegment: Hashable, Sendable {
  /// Its share; a negative one counts as zero.
  package let value: Int
  package let style: Style
  /// One column wide.
  package let glyph: Character
  /// Whether it stands for work that has ended.
  ///
  /// A bar never looks ended while other work is left.
  package let isFinished: Bool

  package init(_ value: Int, style: Style, glyph: Character, isFinished: Bool) {
    self.value = max(0, value)
    self.style = style
    self.glyph = glyph
    self.isFinished = isFinished
  }
}
