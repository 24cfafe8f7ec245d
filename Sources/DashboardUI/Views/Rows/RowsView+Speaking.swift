import FoundationEssentials
import QueryCore
import ResultTables
import TextCanvas

extension RowsView {
  func title(_ facts: Facts) -> ViewTitle {
    ViewTitle(name, .target(target))
  }

  func message(_ facts: Facts) -> ViewMessage {
    let hasGaps = table.map { $0.gapCount > 0 } ?? false
    return ViewMessage(
      progress: progress(facts), problem: problem(facts),
      hint: arrangementHint(facts)
        ?? (hasGaps
          ? StyledLine(
            SafeText("\(facts.options.keyName("rows.nextGap")) goes through the gaps"),
            Style(.muted)) : nil))
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    switch depth {
    case .grid:
      GridPanel(self, facts, in: rect).draw(on: &frame)
      if let summary {
        SummaryPanel.draw(summary, of: self, facts, on: &frame, in: layout(in: rect).summary)
      }
    case .record: RecordPanel.draw(self, facts, on: &frame, in: rect)
    case .cell: CellPanel.draw(self, facts, on: &frame, in: rect)
    }
  }

  /// What stands in the way of rows, and what to do; nil where nothing does.
  private func problem(_ facts: Facts) -> String? {
    if let refusal { return refusal }
    if let trouble = kept.trouble { return "not all rows were arranged: \(trouble)" }
    if let trouble = search?.report?.trouble { return "the search stopped: \(trouble)" }
    if let trouble = summary?.report?.trouble { return "the statistics stopped: \(trouble)" }
    guard let failure = window?.failureInView else { return window?.doubt }
    return failure.kind == .gone
      ? failure.sentence
      : "\(failure.sentence): press \(facts.options.keyName("rows.retry")) to retry"
  }

  /// What is under way and how to stop it, or what has been found.
  private func progress(_ facts: Facts) -> StyledLine? {
    if !digits.isEmpty {
      return StyledLine(
        SafeText("to row \(digits): \(facts.options.keyName("move.last")) goes there"), Style(.key))
    }
    if let destination { return StyledLine(SafeText(way(to: destination)), Style(.running)) }
    func reading(_ title: String, _ read: Int, of total: Int?, _ notes: String...) -> StyledLine {
      .progress(
        title, read: read, total: total, notes: notes, columns: facts.size.columns,
        glyphs: facts.options.glyphs)
    }
    if let line = keptProgress(facts) { return line }
    if let search, search.isRunning {
      return reading(
        "searching for \"\(search.needle)\"", search.rowsRead, of: search.report?.totalRows,
        "\(CountText.of(search.found, "row", "rows")) found",
        "\(facts.options.keyName("rows.back")) stops")
    }
    if let report = summary?.report, !report.isDone {
      return reading(
        "reading rows for the statistics", report.statistics.rows, of: report.totalRows,
        "\(facts.options.keyName("rows.back")) stops")
    }
    return search.map { found($0, facts) }
  }

  private func way(to destination: Int) -> String {
    let row = CountText.grouped(row + 1)
    let goal = destination == .max ? "the end" : "row \(CountText.grouped(destination + 1))"
    return "row \(row), going to \(goal): any key stops"
  }

  private func found(_ search: SearchState, _ facts: Facts) -> StyledLine {
    var line = StyledLine(SafeText("\"\(search.needle)\" "), Style(.mark))
    let isAll = search.rowsRead == allRows
    let scope = CountText.of(search.rowsRead, "row", "rows") + (isAll ? "" : " read")
    let found = search.found == 0 ? "none" : CountText.grouped(search.found)
    line.add(SafeText("in \(found) of \(isAll ? "all " : "")\(scope)"), Style(.muted))
    if search.found > 0 {
      line.add(
        SafeText(
          "   \(facts.options.keyName("rows.nextHit")) \(facts.options.keyName("rows.previousHit")) step through them"
        ), Style(.muted))
    }
    if !isAll, arrangement == nil || isOfAll {
      line.add(
        SafeText("   \(facts.options.keyName("rows.readAll")) reads all rows"), Style(.muted))
    }
    return line
  }
}

// MARK: - The panel's title

extension RowsView {
  /// Where the cursor is: `row 12,345 of 1,000,000 · column 3 of 12 Cost`; a `+` where more rows than those seen may come.
  func position(_ glyphs: GlyphSet) -> SafeText {
    guard let window, rowCount > 0 else { return "Rows" }
    let separator = SafeText(glyphs.separator)
    var text = SafeText(place(in: window))
    if let arranged = arrangementTitle(glyphs) { text += arranged }
    if let table {
      // What the screen is too narrow for is cut off at the end: the gaps are the last to go.
      if table.gap(atLine: row) == nil {
        text += separator + SafeText(CountText.of(table.gapCount, "gap", "gaps"))
      }
      if table.alive > 0 {
        text += separator + SafeText("\(CountText.of(table.alive, "query", "queries")) to come")
      }
    }
    guard window.columns.indices.contains(column) else { return text }
    let place = CountText.grouped(columns.index(of: column) + 1)
    text += separator
    text += SafeText("column \(place) of \(CountText.grouped(columns.shown.count)) ")
    text += columns.measures[column].title.clipped(to: 40, ellipsis: glyphs.ellipsis)
    let hidden = columns.hidden.count
    if hidden > 0 { text += separator + SafeText("\(CountText.grouped(hidden)) hidden") }
    return text
  }

  /// `row 12,345 of 1,000,000`, or `gap 3 of 26`.
  private func place(in window: ResultWindow) -> String {
    let isAll = isOfAll ? unreadQueries.isEmpty : isArrangedWhole
    let scope = arrangement == nil || isAll ? "" : isOfAll ? " read" : " loaded"
    let all = "\(isAll ? "all " : "")\(rows(window))"
    if let table, table.gap(atLine: row) != nil {
      let place = CountText.grouped(table.gaps(beforeLine: row) + 1)
      return "gap \(place) of \(CountText.grouped(table.gapCount)), \(all) rows\(scope)"
    }
    let place = table?.rows(beforeLine: row) ?? row
    return "row \(CountText.grouped(place + 1)) of \(all)\(scope)"
  }

  private func rows(_ window: ResultWindow) -> String {
    if let table { return CountText.grouped(table.rowCount) + (table.isCounted ? "" : "+") }
    if window.isEndKnown { return CountText.grouped(rowCount) }
    let most = max(rowCount, window.totalRows ?? 0)
    return CountText.grouped(most) + (window.totalRows == nil ? "+" : "")
  }
}

// MARK: - The title line

extension RowsView {
  /// Whether the rows are there, and for how long.
  func status(_ facts: Facts) -> ViewStatus? {
    let (word, role): (String, Role) =
      if window?.gone != nil {
        ("expired", .warning)
      } else if refusal != nil || window?.failureInView != nil {
        ("no answer", .warning)
      } else if window?.isViewLoaded == true {
        ("ready", .muted)
      } else {
        ("loading", .running)
      }
    let known = window?.expiresAt ?? facts.target(target)?.detail.query?.expiresAt
    return ViewStatus(word: word, role: role, expiresAt: window?.gone == nil ? known : nil)
  }
}
