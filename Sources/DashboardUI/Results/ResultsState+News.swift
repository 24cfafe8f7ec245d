import ResultTables

extension ResultsState {
  /// Takes a page in: its cells are measured, and looked through for what is being looked for.
  ///
  /// The cursor stays where it is.
  mutating func receive(_ answer: ResultPageAnswer, for request: ResultPageRequest) {
    guard var window else { return }
    // Not held twice while it changes, so that nothing is copied.
    self.window = nil
    let rows = window.receive(answer, for: request)
    columns.measure(window, rows: rows)
    self.window = window
    if search?.report == nil { search?.look(through: rows, of: window) }
  }

  mutating func learn(_ report: ResultSearchReport) {
    guard search?.needle == report.needle, search?.isRunning == true else { return }
    search?.take(report)
  }

  mutating func learn(_ report: ResultSummaryReport) {
    guard summary?.column == report.column, summary?.isRunning == true else { return }
    summary?.take(report)
  }

  /// Shows the rows in view to the window.
  ///
  /// - Returns: the pages to ask for.
  mutating func wantedPages(height: Int) -> [ResultPageRequest] {
    window?.show(topRow..<(topRow + height)) ?? []
  }
}
