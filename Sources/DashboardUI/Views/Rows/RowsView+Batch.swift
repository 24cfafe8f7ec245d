import QueryCore
import ResultTables

/// The rows of a batch's queries as one table.
extension RowsView {
  /// What opens the table of a batch, or says why there is none yet.
  static func openTable(_ snapshot: TargetSnapshot) -> [ViewRequest] {
    guard let batch = snapshot.detail.batch else {
      return [
        .say(Notice("nothing is known of the batch yet: its rows come with the first answer"))
      ]
    }
    let target = snapshot.target
    var view = RowsView(target, name: "rows of all queries")
    view.queries = batch.queries
    view.isOver = snapshot.state.isTerminal
    view.table = BatchTable(batch.queries, isOver: view.isOver)
    return [.open(view), .effect(.results(target, .openBatch(batch.queries)))]
  }

  /// Rows there are in all; nil while nobody knows.
  var allRows: Int? {
    if let table { return table.isCounted ? table.rowCount : nil }
    return window.flatMap { $0.isEndKnown ? $0.rowCount : nil }
  }

  /// The number by which window and search know the row of a line.
  func number(ofLine line: Int) -> Int { table?.number(ofLine: line) ?? line }

  /// The line of such a number.
  func line(ofNumber number: Int) -> Int { table?.line(ofNumber: number) ?? number }

  /// The numbers of the rows from one line to another.
  func numbers(ofLines lines: Range<Int>) -> Range<Int> {
    guard let table else { return lines }
    // Of rows that are arranged, the gaps stand behind the last.
    let end = arrangement == nil ? rowCount : window?.rowCount ?? 0
    let last = min(lines.upperBound, end) - 1
    guard last >= lines.lowerBound else { return arrangement == nil ? 0..<0 : end..<end }
    return table.number(ofLine: lines.lowerBound)..<table.number(ofLine: last) + 1
  }

  /// The gap that a line is.
  func gap(atLine line: Int) -> TableGap? {
    guard let query = table?.gap(atLine: line), queries.indices.contains(query) else { return nil }
    let isUnread = unreadQueries.contains(query) && !learned.expired.contains(query)
    return TableGap(query: queries[query], isUnread: isUnread)
  }

  // MARK: What changes

  /// Takes in how the batch stands: rows of queries that have ended meanwhile come in between, and the row
  /// under the cursor stays where it is.
  ///
  /// - Returns: what the world is told, so that pages of more queries can be asked for.
  mutating func follow(_ facts: Facts) -> [ViewRequest] {
    guard table != nil || beneath.first?.isOfBatch == true, let snapshot = facts.target(target),
      let batch = snapshot.detail.batch
    else { return [] }
    let isOver = snapshot.state.isTerminal
    guard !batch.queries.isSameVersion(as: queries) || isOver != self.isOver else { return [] }
    let isSameList =
      batch.queries.hasSameQueries(as: queries)
      || batch.queries.count >= queries.count
        && queries.indices.allSatisfy { queries.id(at: $0) == batch.queries.id(at: $0) }
    if !isSameList {
      // Numbers are places in the list: under another list they are those of other rows.
      while arrangement != nil { takeOff() }
      (learned, search, summary, kept) = (BatchTable.Learned(), nil, nil, KeptState())
      window = window.map { _ in ResultWindow(parts: []) }
    }
    (queries, self.isOver) = (batch.queries, isOver)
    underneath { $0.rebuild() }
    judgeKept()
    return [.effect(.results(target, .follow(batch.queries)))]
  }

  /// Takes in what a page told of how many rows its query has.
  mutating func learn(from answer: ResultPageAnswer, to request: ResultPageRequest) {
    guard table != nil, case .rows(let first, let asked) = request else { return }
    let number = RowNumber(first)
    guard queries.indices.contains(number.query) else { return }
    let end = number.row + answer.page.rowCount
    let known = learned.rows[number.query] ?? queries.resultRows(at: number.query)
    if let total = answer.totalRows ?? (answer.page.rowCount < asked ? end : nil) {
      guard known != max(total, end), known == nil || answer.totalRows != nil else { return }
      learned.rows[number.query] = max(total, end)
    } else if known == nil {
      learned.seen[number.query] = max(learned.seen[number.query] ?? 0, end)
    } else {
      return
    }
    rebuild()
  }

  /// Makes a gap of the query whose rows the provider has thrown away.
  mutating func expire(_ request: ResultPageRequest) {
    guard table != nil, case .rows(let first, _) = request,
      learned.expired.insert(RowNumber(first).query).inserted
    else { return }
    rebuild()
  }

  /// Works out the lines anew; the row under the cursor stays under it, and where it is on the screen.
  mutating func rebuild() {
    let (wasEmpty, under, above) = (rowCount == 0, number(ofLine: row), row - topRow)
    table = BatchTable(queries, learned, isOver: isOver)
    if let window {
      self.window?.update(parts: table?.numbers(lookingAhead: window.pageRows) ?? [])
    }
    guard !wasEmpty else { return }
    row = line(ofNumber: under)
    topRow = max(0, row - above)
  }

  /// Goes to the next gap.
  mutating func goToGap(_ facts: Facts) -> [ViewRequest] {
    if gapsBeneath > 0, table == nil {
      return [
        .say(
          Notice(
            "gaps are left out here: \(facts.options.keyName("rows.releaseOrder")) shows them again"
          ))
      ]
    }
    guard let line = table?.nextGap(afterLine: row) else {
      let words =
        table == nil
        ? "\(facts.options.keyName("rows.nextGap")) goes through the gaps of a batch's table: this is one result"
        : "there are no gaps: every query that has ended has its rows here"
      return [.say(Notice(words))]
    }
    row = line
    return []
  }
}

// MARK: - Gaps of rows that are arranged

extension RowsView {
  /// Puts the gaps of a batch's table behind rows that are arranged; where only rows with a value are shown, there are
  /// none.
  ///
  /// The cursor stays on the gap it is on.
  mutating func alignGaps() {
    guard let arrangement, let ground = beneath.first?.table else { return }
    guard arrangement.filters.isEmpty else {
      table = nil
      return
    }
    let gap = table?.gap(atLine: row)
    table = BatchTable(arranged: window?.rowCount ?? 0, of: ground, gapsOf: unreadQueries)
    guard let line = gap.flatMap({ table?.line(ofGap: $0) }) else { return }
    (row, topRow) = (line, max(0, topRow + line - row))
  }

  /// Queries not all of whose rows are among those shown, though they may be had.
  var unreadQueries: Set<Int> { isOfAll ? kept.table?.unread.others ?? [] : [] }

  /// Gaps of the batch's table, whether they are shown or not.
  var gapsBeneath: Int { (beneath.first?.table ?? table)?.gapCount ?? 0 }

  /// `, and 26 gaps below`, of rows that are arranged; nothing where there are none.
  var gapWords: String {
    let count = table?.gapCount ?? gapsBeneath
    guard count > 0 else { return "" }
    let gaps = CountText.of(count, "gap", "gaps")
    return table == nil ? ", without \(gaps)" : ", \(gaps) below"
  }
}
