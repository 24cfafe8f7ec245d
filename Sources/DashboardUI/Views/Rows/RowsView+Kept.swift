import QueryCore
import ResultTables
import TextCanvas

// MARK: - All rows, sorted

extension RowsView {
  /// Whether the rows shown are all there are, in an order of their own or chosen from all.
  var isOfAll: Bool { window?.isOrdered == true }

  /// What a reading of all rows takes.
  var keptEstimate: KeptEstimate {
    KeptEstimate(rows: rowsOfAll ?? rowsExpected, window: loadedWindow)
  }

  /// Puts all rows into the arrangement that the loaded ones have, which are shown until then.
  mutating func arrangeAllRows(_ facts: Facts) -> [ViewRequest] {
    guard let arrangement else { return [] }
    if kept.isBusy {
      return [
        .say(Notice("all rows are being read: \(facts.options.keyName("rows.back")) stops that"))
      ]
    }
    kept.trouble = nil
    if kept.isReady { return arrangeKept(arrangement) }
    if !isOfAll, isArrangedWhole {
      return [.say(Notice("these are all rows"))]
    }
    let estimate = keptEstimate
    if let refusal = estimate.refusal(facts) {
      return [.say(Notice(refusal, isTrouble: true))]
    }
    if estimate.isLarge, !kept.wasAsked {
      kept.ask()
      return [.say(Notice(estimate.question(facts)))]
    }
    kept.reading = ResultKeepReport(totalRows: estimate.rows)
    return [keeping]
  }

  /// What reads all rows, so that the columns keep their places.
  private var keeping: ViewRequest {
    .effect(.results(target, .keep(loadedWindow?.columns ?? [])))
  }

  /// How the values of a column can be counted in all rows.
  var rowsToCount: FrequencyView.AllRows {
    if kept.isReady { return .kept }
    if kept.reading != nil { return .beingKept }
    let estimate = keptEstimate
    if estimate.isLarge || estimate.isTooMuch { return .notKept }
    return .toBeKept(loadedWindow?.columns ?? [])
  }

  /// Has the kept rows put in order; what is shown stays until they are.
  mutating func arrangeKept(_ wanted: ResultArrangement) -> [ViewRequest] {
    kept.trouble = nil
    kept.arranging = ResultArrangeReport(
      arrangement: wanted, rowsRead: 0, totalRows: kept.table?.rowCount ?? 0)
    return [.effect(.results(target, .arrange(wanted)))]
  }

  /// Stops the reading of all rows, or their arranging.
  mutating func stopArranging() -> [ViewRequest] {
    defer { (kept.reading, kept.arranging) = (nil, nil) }
    if kept.arranging != nil { return [.effect(.results(target, .stopArranging))] }
    return kept.reading == nil ? [] : [.effect(.results(target, .stopKeeping))]
  }
}

// MARK: - What comes

extension RowsView {
  /// Takes in how far the reading of all rows is; once they are there, they are put into the order of those shown.
  mutating func apply(_ report: ResultKeepReport) -> [ViewRequest] {
    let isWaiting = kept.reading != nil
    if let table = report.table {
      kept.table = table
      judgeKept()
      if !learned.expired.isSuperset(of: table.unread.expired) {
        learned.expired.formUnion(table.unread.expired)
        underneath { $0.rebuild() }
      }
    }
    guard isWaiting else { return [] }
    kept.reading = report.isDone ? nil : report
    if report.isDone { kept.trouble = report.trouble }
    guard report.table != nil, let arrangement else { return [] }
    return arrangeKept(arrangement)
  }

  /// Takes in how far kept rows have been put in order, and shows them once they are.
  mutating func apply(_ report: ResultArrangeReport) -> [ViewRequest] {
    guard let wanted = kept.arranging?.arrangement, wanted == report.arrangement else { return [] }
    kept.arranging = report.isDone ? nil : report
    guard report.isDone else { return [] }
    kept.trouble = report.trouble
    guard let order = report.order else { return [] }
    lay(ResultWindow(order, columns: window?.columns ?? []), wanted)
    guard let needle = search?.needle else { return [] }
    search?.startOver(total: order.rows.count)
    return [.effect(.results(target, .search(needle, in: order)))]
  }

  /// Takes in a page of the kept rows, where they are still shown in that order.
  mutating func apply(
    _ answer: ResultPageAnswer, for request: ResultPageRequest, in order: RowOrder
  ) {
    guard window?.order == order else { return }
    receive(answer, for: request)
  }

  /// What is asked for pages that are wanted.
  func load(_ pages: [ResultPageRequest]) -> [ViewRequest] {
    if pages.isEmpty { return [] }
    let command = window?.order.map { ResultCommand.loadKept(pages, in: $0) } ?? .load(pages)
    return [.effect(.results(target, command))]
  }

  /// Says whether the batch has rows that were not there when all were read.
  mutating func judgeKept() {
    guard let read = kept.table?.queries else { return }
    kept.isOutdated = queries.indices.count { queries.state(at: $0) == .succeeded } != read
  }

  /// The number that a row of those shown has in the server's order.
  func origin(of row: Int) -> Int? {
    if arrangement != nil, let query = table?.gap(atLine: row) {
      return RowNumber(query: query, row: 0).value
    }
    guard let number = window?.origin(of: row) else { return nil }
    return isOfAll ? kept.table?.number(of: number) : number
  }
}

// MARK: - Saying it

extension RowsView {
  /// How far the reading of all rows is, or their arranging; nil while there is none.
  func keptProgress(_ facts: Facts) -> StyledLine? {
    func line(_ title: String, _ read: Int, _ total: Int?, _ notes: [String]) -> StyledLine {
      .progress(
        title, read: read, total: total, notes: notes, columns: facts.size.columns,
        glyphs: facts.options.glyphs)
    }
    let isNarrow = facts.isNarrow
    let stops = "\(facts.options.keyName("rows.back")) stops"
    if let arranging = kept.arranging {
      let word = arranging.arrangement.sort == nil ? "filtering" : "sorting"
      return line(
        isNarrow ? word : "\(word) all rows", arranging.rowsRead, arranging.totalRows, [stops]
      )
    }
    guard let reading = kept.reading else { return nil }
    let word = arrangement?.sort == nil ? "filter" : "sort"
    let size = reading.byteCount > 0 ? ["\(ByteText.short(reading.byteCount)) on disk"] : []
    return line(
      isNarrow ? "reading" : "reading all rows to \(word) them", reading.rowsRead,
      reading.totalRows, size + [stops])
  }

  /// What is said of rows that are all there are, in an order of their own.
  func keptHint(_ arrangement: ResultArrangement, _ facts: Facts) -> String {
    let isNarrow = facts.isNarrow
    let reads = "\(facts.options.keyName("rows.readAll")) reads them"
    let count = CountText.grouped(kept.table?.rowCount ?? 0)
    let isWhole = unreadQueries.isEmpty
    let all = isWhole ? "all \(count)" : "the \(count) rows that could be read"
    let isFiltered = !arrangement.filters.isEmpty
    if isNarrow {
      if kept.isOutdated { return "there are more rows now: \(reads)" }
      let rows = isWhole ? "\(all) rows" : "\(count) rows read"
      return isFiltered ? "\(CountText.grouped(rowCount)) of \(rows)" : "\(rows) sorted"
    }
    let done = arrangement.sort == nil ? "filtered" : "filtered and sorted"
    var words =
      isFiltered
      ? "\(done): \(CountText.of(rowCount, "row", "rows")) of \(all)"
      : "sorted: \(all)\(isWhole ? " rows" : "")"
    words += gapWords
    return words
      + (kept.isOutdated
        ? "; there are more now: \(reads)" : "; \(facts.options.keyName("rows.back")) goes back")
  }
}
