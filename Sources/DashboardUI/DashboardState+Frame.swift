package import TextCanvas

extension DashboardState {
  /// Draws everything there is to see.
  ///
  /// Equal states give equal frames.
  package func frame() -> Frame {
    var frame = Frame(size: size)
    let whole = Rect(size)
    TitleLine.draw(self, on: &frame, in: whole.splitTop(titleRows).top)
    let (rest, footer) = whole.splitBottom(footerRows)
    Footer.draw(self, on: &frame, in: footer)
    MessageLine.draw(self, on: &frame, in: rest.splitBottom(messageRows).bottom)
    drawBody(on: &frame)
    if options.glyphs.isASCII { frame.degradeToASCII() }
    return frame
  }

  private func drawBody(on frame: inout Frame) {
    if case .help(let offset) = mode {
      HelpPage.draw(self, offset: offset, on: &frame, in: bodyRect)
      return
    }
    switch top.screen {
    case .targets:
      TargetsPanel.draw(self, on: &frame, in: bodyRect)
    case .batch(let target):
      BatchView.draw(self, target, on: &frame)
    case .requests:
      RequestsPanel.draw(self, on: &frame, in: bodyRect)
    case .results: drawResults(on: &frame)
    case .query, .batchQuery:
      let lines = queryLines(width: size.columns)
      for row in 0..<max(0, min(bodyRect.height, lines.count - top.scroll)) {
        lines[top.scroll + row].draw(
          on: &frame, x: bodyRect.x, y: bodyRect.y + row, width: bodyRect.width)
      }
    }
  }

  private func drawResults(on frame: inout Frame) {
    guard let results else { return }
    switch results.depth {
    case .grid:
      ResultsPanel(self, results, in: resultsLayout.grid).draw(on: &frame)
      if let summary = results.summary {
        SummaryPanel.draw(summary, self, on: &frame, in: resultsLayout.summary)
      }
    case .record: RecordPanel.draw(results, self, on: &frame, in: bodyRect)
    case .cell: CellPanel.draw(results, self, on: &frame, in: bodyRect)
    }
  }
}
