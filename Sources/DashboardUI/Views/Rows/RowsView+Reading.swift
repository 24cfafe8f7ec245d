import QueryCore
import ResultTables
import TextCanvas

// MARK: - Searching

extension RowsView {
  /// What was typed into a prompt of this view.
  mutating func receive(_ event: Prompt.Event, for purpose: Prompt.Purpose, _ facts: Facts)
    -> [ViewRequest]
  {
    switch (purpose, event) {
    case (.search, .accepted(let text)): look(for: text)
    case (.exportPath(let format), .accepted(let path)): export(to: path, as: format)
    case (.exportPath(let format), .nextFormat(let typed)):
      askForExport(format.next, typed: typed, facts)
    default: []
    }
  }

  /// Looks through the rows that are loaded, and goes to the first found from the cursor on.
  private mutating func look(for text: String) -> [ViewRequest] {
    let stopping: [ViewRequest] =
      search?.isRunning == true ? [.effect(.results(target, .stopSearch))] : []
    guard !text.isEmpty, let window else {
      search = nil
      return stopping
    }
    let search = SearchState(text, in: window)
    self.search = search
    if let found = search.next(from: number(ofLine: row) - 1, backwards: false) {
      row = line(ofNumber: found)
      seekHit(backwards: false)
    }
    return stopping
  }

  /// Goes to the next match: in this row first, then in the next row found.
  mutating func goToHit(backwards: Bool, _ facts: Facts) -> [ViewRequest] {
    guard let search else {
      return [
        .say(Notice("press \(facts.options.keyName("rows.search")) and type what to search for"))
      ]
    }
    if case .loaded(let cells) = state(of: row) {
      let index = columns.index(of: column)
      let rest = columns.shown.enumerated().filter {
        backwards ? $0.offset < index : $0.offset > index
      }.map(\.element)
      if let hit = (backwards ? rest.reversed() : rest).first(where: { search.isIn(cells, $0) }) {
        column = hit
        return []
      }
    }
    guard let found = search.next(from: number(ofLine: row), backwards: backwards) else {
      return [.say(Notice("\"\(search.needle)\" was not found in the rows searched"))]
    }
    go(to: line(ofNumber: found))
    seekHit(backwards: backwards)
    return []
  }

  /// Puts the cursor on the first cell of its row that holds the text, or the last.
  mutating func seekHit(backwards: Bool) {
    seeksHit = nil
    guard let search else { return }
    guard destination == nil, case .loaded(let cells) = state(of: row) else {
      seeksHit = backwards
      return
    }
    let shown = columns.shown
    let hit =
      backwards
      ? shown.last { search.isIn(cells, $0) } : shown.first { search.isIn(cells, $0) }
    column = hit ?? column
  }
}

// MARK: - All rows

extension RowsView {
  /// Whether what is shown, a column's description or what has been found, stands for all rows.
  private var hasReadAll: Bool {
    (summary?.statistics.rows ?? search?.rowsRead).map { $0 == allRows } ?? false
  }

  /// Reads all rows for the description of a column, if one is shown, else for the text looked for.
  mutating func readAllRows(_ facts: Facts) -> [ViewRequest] {
    guard let window else { return [] }
    if arrangement != nil, !isOfAll || kept.isOutdated { return arrangeAllRows(facts) }
    let total = allRows ?? (table == nil ? window.totalRows : nil)
    if hasReadAll {
      return [.say(Notice("all \(CountText.of(allRows ?? 0, "row has", "rows have")) been read"))]
    }
    if let column = summary?.column {
      summary?.startOver(total: total)
      return [.effect(.results(target, .summarize(column, in: window.order)))]
    }
    guard let needle = search?.needle else {
      if isOfAll { return [.say(Notice("these are all rows"))] }
      return [
        .say(
          Notice(
            "press \(facts.options.keyName("rows.search")) to search or \(facts.options.keyName("rows.statistics")) for statistics first: then \(facts.options.keyName("rows.readAll")) reads all rows"
          ))
      ]
    }
    search?.startOver(total: total)
    return [.effect(.results(target, .search(needle, in: window.order)))]
  }

  /// Describes the column under the cursor; a second time for the same column, no longer.
  mutating func describeColumn(_ facts: Facts) -> [ViewRequest] {
    guard let window, window.columns.indices.contains(column) else { return [] }
    let described = window.columns[column]
    var requests: [ViewRequest] =
      summary?.isRunning == true ? [.effect(.results(target, .stopSummary))] : []
    summary = summary?.column == described ? nil : SummaryState(described, in: window)
    if let summary, layout(in: facts.area).summary.isEmpty {
      // No room for the panel: the line has to do.
      self.summary = nil
      let facts = summary.facts.map { "\($0.name) \($0.value)" }
      requests.append(.say(Notice(facts.joined(separator: ", "))))
    }
    return requests
  }

  /// Stops what reads all rows for this view.
  mutating func stopReading() -> [ViewRequest] {
    if search?.isRunning == true {
      search?.stop()
      return [.effect(.results(target, .stopSearch))]
    }
    if summary?.isRunning == true {
      summary?.stop()
      return [.effect(.results(target, .stopSummary))]
    }
    return []
  }

  /// Whether Esc stops something that is under way.
  func canBeStopped(_ facts: Facts) -> Bool {
    search?.isRunning == true || summary?.isRunning == true || kept.isBusy
      || facts.export.map { $0.target == target && !$0.isStopping } ?? false
  }
}

// MARK: - Saving

extension RowsView {
  /// Asks where all rows are to be saved, and proposes a name.
  ///
  /// `typed` is a name typed already, whose ending follows the format.
  func askForExport(_ format: RowFormat, typed: String? = nil, _ facts: Facts) -> [ViewRequest] {
    if let job = facts.export {
      return [.say(Notice("\(job.export.path) is being written: one export at a time"))]
    }
    var name = typed ?? ResultExport.proposedName(for: target, format)
    for ending in RowFormat.allCases where name.hasSuffix("." + ending.rawValue) {
      name.removeLast(ending.rawValue.count + 1)
      break
    }
    return [.ask(Prompt(purpose: .exportPath(format), text: "\(name).\(format.rawValue)"))]
  }

  private mutating func export(to path: String, as format: RowFormat) -> [ViewRequest] {
    guard !path.isEmpty else { return [] }
    if let ending = RowFormat.unwrittenEnding(of: path) {
      let words = "\(ending) is not written: use a name that ends with \(RowFormat.endings)"
      return [.say(Notice(words, isTrouble: true))]
    }
    // The name says what is in the file; the format of the prompt is for names that say nothing.
    let export = ResultExport(format: RowFormat(fileName: path) ?? format, path: path)
    let total = underneath { $0.table?.rowCount ?? $0.window?.totalRows }
    let starting: [ViewRequest] = [
      .startExport(ExportJob(target: target, export: export, totalRows: total))
    ]
    guard arrangement != nil else { return starting }
    return starting + [.say(Notice("all rows are saved, in the server's order"))]
  }
}

extension RowFormat {
  /// The format Tab comes to next.
  fileprivate var next: RowFormat {
    switch self {
    case .csv: .tsv
    case .tsv: .json
    case .json: .ndjson
    case .ndjson: .csv
    }
  }
}
