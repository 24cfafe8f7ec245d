import QueryCore
import ResultTables
import TextCanvas

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
    let last = min(lines.upperBound, rowCount) - 1
    guard last >= lines.lowerBound else { return 0..<0 }
    return table.number(ofLine: lines.lowerBound)..<table.number(ofLine: last) + 1
  }

  /// The query without rows to show whose gap a line is.
  func gap(atLine line: Int) -> BatchQuery? {
    guard let query = table?.gap(atLine: line), queries.indices.contains(query) else { return nil }
    return queries[query]
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

// MARK: - Drawing gaps

extension RowsView {
  /// What a gap says: `╌╌ act_9406 2026-11-14 failed QUERY_ACCOUNT_UNAVAILABLE`; where there is little room, why first:
  /// `╌✗ QUERY_ACCOUNT_UNA… 11-14 act_94…`.
  func gapLine(_ query: BatchQuery, width: Int, _ glyphs: GlyphSet) -> StyledLine {
    let isExpired = query.state == .succeeded
    let isNarrow = width < 60
    let style = Style(isExpired ? .warning : query.state.role)
    let said = query.failure?.code ?? query.failure?.message
    let more = query.accounts.count > 1 ? " +\(query.accounts.count - 1)" : ""
    func account(_ room: Int) -> SafeText {
      guard let account = query.accounts.first else { return .empty }
      return SafeText(account).adapted(to: glyphs).clipped(to: room, ellipsis: glyphs.ellipsis)
        + SafeText(more)
    }
    let dates =
      query.startDate == query.endDate ? [query.startDate] : [query.startDate, query.endDate]
    // The year is the least of it where there is no room.
    let days = SafeText(
      dates.compactMap(\.self).map {
        isNarrow && $0.utf8.count == 10 ? String($0.dropFirst(5)) : $0
      }.joined(separator: glyphs.dash)
    ).adapted(to: glyphs)
    var line = StyledLine(glyphs.missing, Style(.muted))
    let word = isExpired ? "expired" : query.state.word
    guard isNarrow else {
      line.add(glyphs.missing + " ", Style(.muted))
      for text in [account(max(8, width / 3 - more.count)), days] where !text.isEmpty {
        line.add(text + " ", Style(.muted))
      }
      line.add(
        SafeText([word, said].compactMap(\.self).joined(separator: " ")).adapted(to: glyphs), style)
      return line
    }
    line.add((isExpired ? glyphs.alert : glyphs.glyph(query.state)) + " ", style)
    let split = [days, account(8)].filter { !$0.isEmpty }
    let room = max(8, width - line.width - split.reduce(0) { $0 + $1.width + 1 })
    line.add(
      SafeText(said ?? word).adapted(to: glyphs).clipped(to: room, ellipsis: glyphs.ellipsis), style
    )
    for text in split { line.add(" " + text, Style(.muted)) }
    return line
  }

  /// All that is known of a gap, where it is looked at by itself.
  func gapText(_ query: BatchQuery) -> String {
    let split = query.accounts + [query.startDate, query.endDate].compactMap(\.self)
    let isExpired = query.state == .succeeded
    let why =
      isExpired
      ? "its rows have expired: the provider keeps them no longer"
      : "its state is \(query.state.word)"
    let said = [query.failure?.code, query.failure?.message, query.failure?.description]
    return
      ([
        "No rows of \(query.id): \(why)", split.joined(separator: " "),
      ] + said.compactMap(\.self)).joined(separator: "\n")
  }
}
