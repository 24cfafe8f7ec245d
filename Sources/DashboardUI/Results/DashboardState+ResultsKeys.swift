import QueryCore
import ResultTables
import TextCanvas

extension DashboardState {
  /// Carries out a key in the results view.
  ///
  /// - Returns: nil where the key means the same as everywhere.
  mutating func performOnResults(_ action: Action) -> [Effect]? {
    switch action {
    case .open: goIn()
    case .viewCell: viewCell()
    case .back, .leave:
      if context == .help { return nil }
      return action == .back ? backInResults() : leaveResults()
    case .moveDown, .moveUp, .moveLeft, .moveRight, .first, .last, .halfPageDown, .halfPageUp,
      .pageDown, .pageUp, .nextRow, .previousRow, .firstColumn, .lastColumn:
      if context == .help { return nil }
      moveInResults(action)
    case .narrower: widenColumn(by: -2)
    case .wider: widenColumn(by: 2)
    case .hideColumn: hideColumn()
    case .showColumns: results?.columns.showAll()
    case .freeze: results?.columns.isFrozen.toggle()
    case .search: mode = .asking(.search, TextInput(results?.search?.needle ?? ""))
    case .nextHit: goToHit(backwards: false)
    case .previousHit: goToHit(backwards: true)
    case .allRows: return readAllRows()
    case .statistics: return describeColumn()
    case .copyCell, .copyRow, .copyColumn: return copy(action)
    case .export: askForExport(.csv)
    case .askAgain: return askAgain()
    default: return nil
    }
    return []
  }

  private mutating func goIn() {
    guard let depth = results?.depth, results?.rowCount ?? 0 > 0 else { return }
    results?.depth = depth == .grid ? .record : .cell
    results?.cameFromRecord = depth == .record
    results?.scroll = 0
  }

  private mutating func viewCell() {
    guard let depth = results?.depth, results?.rowCount ?? 0 > 0 else { return }
    results?.cameFromRecord = depth == .record
    results?.depth = .cell
    results?.scroll = 0
  }

  private mutating func hideColumn() {
    guard let column = results?.column else { return }
    results?.columns.hide(column)
  }

  private mutating func widenColumn(by step: Int) {
    guard let column = results?.column else { return }
    results?.columns.widen(column, by: step)
  }

  // MARK: Out

  /// Esc: first out of what is under way or in the way, then out of the view.
  private mutating func backInResults() -> [Effect] {
    guard let results else { return [] }
    if results.destination != nil {
      self.results?.destination = nil
      return []
    }
    if results.depth != .grid { return comeOut() }
    if let stopped = stopErrand() { return stopped }
    if results.summary != nil {
      self.results?.summary = nil
      return []
    }
    if results.search != nil {
      self.results?.search = nil
      return []
    }
    return leaveResults()
  }

  private mutating func comeOut() -> [Effect] {
    let isTwoDeep = results?.depth == .cell && results?.cameFromRecord == true
    results?.depth = isTwoDeep ? .record : .grid
    results?.scroll = 0
    return []
  }

  private mutating func leaveResults() -> [Effect] {
    if let depth = results?.depth, depth != .grid { return comeOut() }
    return stack.count > 1 ? pop() : [.quit]
  }

  /// Stops what reads all rows for this view.
  ///
  /// - Returns: nil where nothing does.
  private mutating func stopErrand() -> [Effect]? {
    guard let target = results?.target else { return nil }
    if results?.search?.isRunning == true {
      results?.search?.stop()
      return [.results(target, .stopSearch)]
    }
    if results?.summary?.isRunning == true {
      results?.summary?.stop()
      return [.results(target, .stopSummary)]
    }
    if let job = exporting, job.target == target, !job.isStopping {
      exporting?.isStopping = true
      return [.results(target, .stopExport)]
    }
    return nil
  }

  // MARK: All rows

  /// Reads all rows for the description of a column, if one is shown, else for the text looked for.
  private mutating func readAllRows() -> [Effect] {
    guard let results, let window = results.window else { return [] }
    let total = window.isEndKnown ? window.rowCount : window.totalRows
    if results.hasReadAll {
      notice = Notice("all \(CountText.of(results.rowCount, "row has", "rows have")) been read")
      return []
    }
    if let summary = results.summary {
      self.results?.summary?.startOver(total: total)
      return [.results(results.target, .summarize(summary.column))]
    }
    guard let search = results.search else {
      notice = Notice("first / for a text or # for a column: then A reads all rows for it")
      return []
    }
    self.results?.search?.startOver(total: total)
    return [.results(results.target, .search(search.needle))]
  }

  /// Describes the column under the cursor; a second time for the same column, no longer.
  private mutating func describeColumn() -> [Effect] {
    guard let results, let window = results.window,
      window.columns.indices.contains(results.column)
    else { return [] }
    let column = window.columns[results.column]
    let stopped: [Effect] =
      results.summary?.isRunning == true ? [.results(results.target, .stopSummary)] : []
    let isSame = results.summary?.column == column
    self.results?.summary = isSame ? nil : ResultSummaryState(column, in: window)
    if let summary = self.results?.summary, resultsLayout.summary.isEmpty {
      // No room for the panel: the line has to do.
      self.results?.summary = nil
      let facts = summary.facts.map { "\($0.name) \($0.value)" }
      notice = Notice(facts.joined(separator: ", "))
    }
    return stopped
  }

  private mutating func goToHit(backwards: Bool) {
    guard let search = results?.search else {
      notice = Notice("press / and type what to look for")
      return
    }
    guard results?.goToHit(backwards: backwards) == true else {
      notice = Notice("\"\(search.needle)\" is not in the rows looked through")
      return
    }
  }

  private mutating func askAgain() -> [Effect] {
    guard let results else { return [] }
    if results.refusal != nil || results.window == nil {
      self.results?.refusal = nil
      return [.results(results.target, .open)]
    }
    let requests = self.results?.window?.retry() ?? []
    return requests.isEmpty ? [] : [.results(results.target, .load(requests))]
  }
}
