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

  /// The peak rounded up by a third at most, in which a peak may grow a little while the picture stands still.
  package var roundedPeak: Double {
    let peak = peak
    var unit = 1.0
    while unit * 10 <= peak { unit *= 10 }
    let steps = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    return unit * (steps.first { unit * $0 >= peak } ?? 10)
  }

  /// Draws the curves, and nothing where they are not.
  package func draw(on frame: inout Frame, in rect: Rect) {
    // Nothing is drawn outside the frame, so no more is computed than it can show.
    let visible = Rect(
      x: rect.x, y: rect.y, width: min(rect.width, frame.size.columns),
      height: min(rect.height, frame.size.rows))
    guard !visible.isEmpty else { return }
    if glyphs.isPlain { return drawNumbers(on: &frame, in: visible) }
    if glyphs.isASCII {
      drawColumns(on: &frame, in: visible)
    } else {
      drawDots(on: &frame, in: visible)
    }
    if let maxLabel = maxLabel?.adapted(to: glyphs), visible.width > maxLabel.width {
      frame.put(maxLabel, x: visible.x, y: visible.y, width: visible.width, style: Style(.muted))
    }
  }

  /// For each of `columns` points the steps to draw, 0 at the bottom: all up to the value for an
  /// area, as many as join it to the point before for a line, none in a gap.
  private func spans(of series: GraphSeries, columns: Int, steps: Int) -> [ClosedRange<Int>?] {
    let top = ceiling.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } ?? peak
    var before: Int?
    return series.points(columns, fit: fit).map { value in
      let height = value.map { Int(min(1, $0 / top) * Double(steps - 1) + 0.5) }
      defer { before = height }
      guard let height else { return nil }
      if series.isFilled { return 0...height }
      guard let before, before != height else { return height...height }
      return before < height ? (before + 1)...height : height...(before - 1)
    }
  }
}

// MARK: - Drawing

extension LineGraph {
  /// The span of each curve and where it stands now, a line each, in place of the picture.
  private func drawNumbers(on frame: inout Frame, in rect: Rect) {
    for (row, series) in series.prefix(rect.height).enumerated() {
      let values = series.values.filter(\.isFinite).map { Int(max(-1e12, min(1e12, $0)).rounded()) }
      guard let least = values.min(), let most = values.max(), let last = values.last else {
        continue
      }
      let text = SafeText("from \(least) to \(most), last \(last)")
      frame.put(text, x: rect.x, y: rect.y + row, width: rect.width, style: series.style)
    }
  }

  private func drawDots(on frame: inout Frame, in rect: Rect) {
    let canvases = canvases(columns: rect.width, rows: rect.height)
    for row in 0..<rect.height {
      for column in 0..<rect.width {
        var dots: UInt8 = 0
        var style = Style.text
        for (canvas, series) in zip(canvases, series) where canvas[column, row] != 0 {
          dots |= canvas[column, row]
          style = series.style
        }
        guard dots != 0 else { continue }
        frame[rect.x + column, rect.y + row] = Cell(BrailleCanvas.glyph(dots), style)
      }
    }
  }

  /// One canvas a series.
  ///
  /// A line clears the dots above and below it in the areas it crosses, so that it is seen without
  /// colours.
  private func canvases(columns: Int, rows: Int) -> [BrailleCanvas] {
    var canvases: [BrailleCanvas] = []
    for series in series {
      var canvas = BrailleCanvas(columns: columns, rows: rows)
      let spans = spans(of: series, columns: columns * 2, steps: rows * 4)
      for (x, span) in spans.enumerated() {
        guard let span else { continue }
        for step in span { canvas.set(x, rows * 4 - 1 - step) }
        guard !series.isFilled else { continue }
        for step in (span.lowerBound - 1)...(span.upperBound + 1) {
          for below in canvases.indices { canvases[below].clear(x, rows * 4 - 1 - step) }
        }
      }
      canvases.append(canvas)
    }
    return canvases
  }

  private func drawColumns(on frame: inout Frame, in rect: Rect) {
    for series in series {
      let spans = spans(of: series, columns: rect.width, steps: rect.height)
      for (x, span) in spans.enumerated() {
        guard let span else { continue }
        for step in span {
          frame[rect.x + x, rect.maxY - 1 - step] = Cell(
            series.isFilled ? "#" : "*", series.style)
        }
      }
    }
  }
}
