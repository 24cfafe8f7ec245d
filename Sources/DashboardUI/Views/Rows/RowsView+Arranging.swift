import QueryCore
import ResultTables
import TextCanvas

/// The rows as they lay before others were laid over them, and where one was in them.
struct RowsLayer: Hashable, Sendable {
  fileprivate let arrangement: ResultArrangement?
  fileprivate var window: ResultWindow?
  fileprivate(set) var table: BatchTable?
  fileprivate var columns: GridColumns
  fileprivate var row: Int
  fileprivate let column: Int
  fileprivate var topRow: Int
  fileprivate var search: SearchState?
  fileprivate var summary: SummaryState?

  /// Whether these are the rows of a batch's queries, gaps among them.
  var isOfBatch: Bool { table != nil }
}

// MARK: - Choosing

extension RowsView {
  /// Counts the values of the column under the cursor, in a view of its own.
  mutating func countValues() -> [ViewRequest] {
    guard let window, window.columns.indices.contains(column) else { return [] }
    let counted = window.columns[column]
    let isFiltered = arrangement.map { !$0.filters.isEmpty } ?? false
    var view = FrequencyView(
      target, counted, of: window.frequencies(of: counted),
      ResultArrangement(filters: arrangement?.filters ?? []), rowsToCount)
    (view.allRows, view.gaps) = (isFiltered ? nil : rowsOfAll, gapsBeneath)
    view.expired = learned.expired
    let counting = kept.isReady ? view.countAllRows() : []
    return [.open(view)] + counting
  }

  /// Sorts the loaded rows by the column under the cursor; where they are by it already, by the next one shown.
  mutating func sortByNextColumn() -> [ViewRequest] {
    guard let window, !columns.shown.isEmpty else { return [] }
    if sortedColumn == column {
      let place = columns.index(of: column) + 1
      column = columns.shown[place % columns.shown.count]
    }
    guard window.columns.indices.contains(column) else { return [] }
    return sort(ResultSort(window.columns[column]))
  }

  /// Turns the order round; where there is none, sorts by the column under the cursor, the greatest first.
  mutating func reverseSort() -> [ViewRequest] {
    guard let window, window.columns.indices.contains(column) else { return [] }
    guard var sort = arrangement?.sort else {
      return self.sort(ResultSort(window.columns[column], isDescending: true))
    }
    sort.isDescending.toggle()
    return self.sort(sort)
  }

  /// Sorts by a column; a second time turns the order round.
  mutating func sort(by column: Int) -> [ViewRequest] {
    guard let window, window.columns.indices.contains(column) else { return [] }
    self.column = column
    return sortedColumn == column ? reverseSort() : sort(ResultSort(window.columns[column]))
  }

  private mutating func sort(_ sort: ResultSort) -> [ViewRequest] {
    arrange(ResultArrangement(filters: arrangement?.filters ?? [], sort: sort))
  }

  /// Shows just the loaded rows with a value.
  mutating func show(only filter: ValueFilter) -> [ViewRequest] {
    var wanted = arrangement ?? ResultArrangement()
    if wanted.filters.contains(filter) { return [] }
    wanted.filters.append(filter)
    return arrange(wanted)
  }

  /// The columns, to choose from.
  var columnChoice: ColumnChoice {
    let names = columns.measures.indices.map { number in
      ColumnChoice.Column(
        name: "\(number)", title: columns.measures[number].title.string,
        isShown: !columns.hidden.contains(number), isHidden: columns.hidden.contains(number),
        canBeHidden: columns.hidden.contains(number) || columns.shown.count > 1)
    }
    return ColumnChoice(
      columns: names, sorted: "\(sortedColumn ?? column)",
      isAscending: !(arrangement?.sort?.isDescending ?? false))
  }

  /// Does what was chosen from the list of columns.
  mutating func choose(_ event: ColumnChoice.Event) -> [ViewRequest] {
    switch event {
    case .sort(let name): return Int(name).map { sort(by: $0) } ?? []
    case .toggle(let name):
      guard let number = Int(name) else { return [] }
      if columns.hidden.contains(number) { columns.show(number) } else { columns.hide(number) }
      return [.choose(columnChoice)]
    }
  }

  /// The column the rows are sorted by; nil for none.
  var sortedColumn: Int? {
    guard let sort = arrangement?.sort else { return nil }
    return window?.columns.firstIndex(of: sort.column)
  }
}

// MARK: - Laying rows over others

extension RowsView {
  /// Shows the loaded rows in another order, or only some of them; the cursor goes to the first.
  ///
  /// One order takes another's place; of what is only some rows, Esc comes back to where one was.
  private mutating func arrange(_ wanted: ResultArrangement) -> [ViewRequest] {
    guard rowCount > 0 else { return [.say(Notice("there are no rows yet"))] }
    let stopping = stopReading()
    kept.trouble = nil
    if kept.isReady { return stopping + arrangeKept(wanted) }
    guard let arranged = loadedWindow?.arranged(by: wanted) else { return stopping }
    if beneath.isEmpty { rowsArranged = loadedRows }
    lay(arranged, wanted)
    return stopping
  }

  /// Lays arranged rows over those shown.
  mutating func lay(_ arranged: ResultWindow, _ wanted: ResultArrangement) {
    let replaces =
      arrangement?.filters == wanted.filters
      && (arrangement?.sort != nil || arrangement == wanted)
    if replaces {
      let place = column
      takeOff()
      column = place
    }
    let needle = search?.needle
    let under = RowsLayer(
      arrangement: arrangement, window: window, table: table, columns: columns, row: row,
      column: column, topRow: topRow, search: search, summary: summary)
    beneath.append(under)
    (arrangement, window, table) = (wanted, arranged, nil)
    alignGaps()
    (row, topRow, destination, seeksHit, summary) = (0, 0, nil, nil, nil)
    search = needle.map { SearchState($0, in: arranged) }
  }

  /// The rows that are loaded, in the server's order.
  var loadedWindow: ResultWindow? { beneath.first?.window ?? window }

  /// Comes back to the rows beneath, where one was.
  mutating func takeOff() {
    guard let under = beneath.popLast() else { return }
    let shown = columns
    (arrangement, window, table) = (under.arrangement, under.window, under.table)
    (row, topRow, search, summary) = (under.row, under.topRow, under.search, under.summary)
    column = under.column
    // What a person did to the columns stays, unless there are others.
    columns = shown.hasSameTitles(as: under.columns) ? shown : under.columns
    if isOfAll { window?.stopWaiting() }
    alignGaps()
    destination = nil
  }

  /// Lays all rows in the server's order open again; the row under the cursor stays under it.
  mutating func releaseOrder() -> [ViewRequest] {
    guard arrangement != nil else {
      return [.say(Notice("the rows are in the server's order"))]
    }
    let stopping = stopReading() + stopArranging()
    let (number, column) = (origin(of: row), column)
    while arrangement != nil { takeOff() }
    self.column = column
    if let number { go(to: line(ofNumber: number)) }
    return stopping
  }

  /// Does something to the rows as the server has them, whatever lies over them.
  mutating func underneath<Result>(_ body: (inout RowsView) -> Result) -> Result {
    guard let ground = beneath.first else { return body(&self) }
    let over = (arrangement, window, table, columns, row, topRow, search, summary)
    (arrangement, window, table, columns) = (nil, ground.window, ground.table, ground.columns)
    (row, topRow, search, summary) = (ground.row, ground.topRow, ground.search, ground.summary)
    let layers = beneath
    beneath = []
    let result = body(&self)
    beneath = layers
    beneath[0].window = window
    beneath[0].table = table
    beneath[0].columns = columns
    beneath[0].row = row
    beneath[0].topRow = topRow
    beneath[0].search = search
    beneath[0].summary = summary
    (arrangement, window, table, columns, row, topRow, search, summary) = over
    alignGaps()
    return result
  }
}

// MARK: - Saying it

extension RowsView {
  /// Rows the server has, in all; nil while nobody knows.
  var rowsOfAll: Int? {
    guard let ground = beneath.first else { return allRows }
    if let table = ground.table { return table.isCounted ? table.rowCount : nil }
    return ground.window.flatMap { $0.isEndKnown ? $0.rowCount : nil }
  }

  /// Rows the server has as far as is known, where not every query of a batch has told how many it has.
  var rowsExpected: Int? { (beneath.first?.table ?? table)?.rowCount ?? loadedWindow?.totalRows }

  /// Rows that are loaded now.
  private var loadedRows: Int {
    (loadedWindow?.loadedRows ?? []).reduce(0) { $0 + $1.count }
  }

  /// What the title says of rows that are not simply the server's: `Campaign = Brand · by Cost ▼`.
  func arrangementTitle(_ glyphs: GlyphSet) -> SafeText? {
    guard let arrangement else { return nil }
    var parts = arrangement.filters.map { filter in
      SafeText(filter.column.name).clipped(to: 24, ellipsis: glyphs.ellipsis) + " = "
        + filter.value.sign(glyphs).clipped(to: 24, ellipsis: glyphs.ellipsis)
    }
    if let sort = arrangement.sort {
      parts.append(
        "by " + SafeText(sort.column.name).clipped(to: 24, ellipsis: glyphs.ellipsis) + " "
          + glyphs.order(isDescending: sort.isDescending))
    }
    var text = SafeText.empty
    for part in parts { text += SafeText(glyphs.separator) + part }
    return text
  }

  /// Whether all rows were loaded when they were sorted or filtered.
  var isArrangedWhole: Bool { arrangement != nil && rowsOfAll == rowsArranged }

  /// Of which rows those are that are shown: said while nothing is more urgent.
  func arrangementHint(_ facts: Facts) -> StyledLine? {
    guard let arrangement else { return nil }
    let isNarrow = facts.isNarrow
    if isOfAll {
      return StyledLine(
        SafeText(keptHint(arrangement, facts)), Style(.muted))
    }
    let all = rowsOfAll
    let isAll = isArrangedWhole
    let count = CountText.of(rowsArranged, "row", "rows")
    let done =
      arrangement.sort == nil
      ? "filtered" : arrangement.filters.isEmpty ? "sorted" : "filtered and sorted"
    var words = isAll ? "\(done): all \(count)" : "\(done): the \(count) loaded"
    if !isAll, let all { words += " of \(CountText.grouped(all))" }
    words += gapWords
    let more =
      "; \(facts.options.keyName("rows.readAll")) \(arrangement.sort == nil ? "filters" : "sorts") all"
    if isNarrow {
      words = isAll ? "\(done): all \(count)" : "\(count) loaded\(more)"
    } else {
      let back = "\(facts.options.keyName("rows.back")) goes back"
      words += isAll ? "; \(back)" : more + (gapsBeneath > 0 ? "" : ", \(back)")
    }
    return StyledLine(SafeText(words), Style(.muted))
  }
}

extension GlyphSet {
  /// The arrow of a column that rows are sorted by.
  func order(isDescending: Bool) -> SafeText {
    isASCII ? (isDescending ? "v" : "^") : (isDescending ? "▼" : "▲")
  }
}

extension ResultCell {
  /// The value as the grid writes it.
  fileprivate func sign(_ glyphs: GlyphSet) -> SafeText {
    switch self {
    case .missing: glyphs.missing
    case .null: glyphs.null
    default: text.isEmpty ? "\"\"" : SafeText(String(text.prefix(400))).adapted(to: glyphs)
    }
  }
}
