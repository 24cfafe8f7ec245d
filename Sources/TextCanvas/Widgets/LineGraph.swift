/// One or more curves over time filling a rectangle, in braille dots or ASCII columns.
package struct LineGraph: Hashable, Sendable {
  /// Drawn in order, the last on top.
  package let series: [GraphSeries]
  /// The value of the upper edge; nil takes the largest drawn.
  package let ceiling: Double?
  /// What the upper edge stands for, written into the upper left corner.
  package let maxLabel: SafeText?
  package let fit: GraphFit
  package let glyphs: GlyphSet

  package init(
    _ series: [GraphSeries], ceiling: Double? = nil, maxLabel: SafeText? = nil,
    fit: GraphFit = .whole, glyphs: GlyphSet = .unicode
  ) {
    self.series = series
    self.ceiling = ceiling
    self.maxLabel = maxLabel
    self.fit = fit
    self.glyphs = glyphs
  }

  /// The largest value of all series, at least 1: a fitting ceiling, and the number for a label.
  package var peak: Double {
    series.flatMap(\.values).filter(\.isFinite).reduce(1, max)
  }

  /// Draws the curves, and nothing where they are not.
  package func draw(on frame: inout Frame, in rect: Rect) {
    // Nothing is drawn outside the frame, so no more is computed than it can show.
    let visible = Rect(
      x: rect.x, y: rect.y, width: min(rect.width, frame.size.columns),
      height: min(rect.height, frame.size.rows))
    guard !visible.isEmpty else { return }
    switch glyphs {
    case .unicode: drawDots(on: &frame, in: visible)
    case .ascii: drawColumns(on: &frame, in: visible)
    }
    if let maxLabel, visible.width > maxLabel.width {
      frame.put(maxLabel, x: visible.x, y: visible.y, width: visible.width, style: Style(.muted))
    }
  }

  /// The step a value stands on, 0 to `steps - 1`.
  private func level(_ value: Double, steps: Int) -> Int {
    let top = ceiling.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } ?? peak
    return Int(min(1, value / top) * Double(steps - 1) + 0.5)
  }
}

// MARK: - Braille

extension LineGraph {
  private func drawDots(on frame: inout Frame, in rect: Rect) {
    let canvases = series.map { canvas(of: $0, in: rect) }
    for row in 0..<rect.height {
      for column in 0..<rect.width {
        guard let top = canvases.lastIndex(where: { $0[column, row] != 0 }) else { continue }
        let dots = canvases.reduce(0) { $0 | $1[column, row] }
        frame[rect.x + column, rect.y + row] = Cell(
          BrailleCanvas.glyph(dots), series[top].style)
      }
    }
  }

  private func canvas(of series: GraphSeries, in rect: Rect) -> BrailleCanvas {
    var canvas = BrailleCanvas(columns: rect.width, rows: rect.height)
    let steps = rect.height * 4
    var before: Int?
    for (x, value) in series.points(rect.width * 2, fit: fit).enumerated() {
      guard let value else {
        before = nil
        continue
      }
      let height = level(value, steps: steps)
      for step in span(of: series, height, before) { canvas.set(x, steps - 1 - step) }
      before = height
    }
    return canvas
  }

  /// The steps to draw at one point: all up to the value, or as many as join it to the point before.
  private func span(of series: GraphSeries, _ height: Int, _ before: Int?) -> ClosedRange<Int> {
    if series.isFilled { return 0...height }
    guard let before, before != height else { return height...height }
    return before < height ? (before + 1)...height : height...(before - 1)
  }
}

// MARK: - ASCII

extension LineGraph {
  private func drawColumns(on frame: inout Frame, in rect: Rect) {
    for series in series {
      var before: Int?
      for (x, value) in series.points(rect.width, fit: fit).enumerated() {
        guard let value else {
          before = nil
          continue
        }
        let height = level(value, steps: rect.height)
        for step in span(of: series, height, before) {
          frame[rect.x + x, rect.maxY - 1 - step] = Cell(
            series.isFilled ? "#" : "*", series.style)
        }
        before = height
      }
    }
  }
}
