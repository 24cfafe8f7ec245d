import QueryCore
import TextCanvas

// MARK: - Filter and order

extension BatchView {
  /// Chooses and orders the rows anew, released from the order held; the cursor stays on its row if that is still shown.
  mutating func arrange(_ facts: Facts) {
    queries.release()
    pace = OrderPace()
    rearrange(facts)
    queries.follow(in: visible.ids)
    failuresSeen = visible.failedCount
  }

  /// Chooses the rows anew, and orders them unless they stay where they are.
  ///
  /// - Parameter kept: the id of a row that stays although it may not pass the filter any more.
  private mutating func rearrange(_ facts: Facts, keeping kept: String? = nil) {
    let model = facts.batches[target]
    shownVersion = model?.version
    shownAt = facts.drawnAt
    guard let batch = facts.batch(target) else {
      visible = VisibleQueries()
      return
    }
    let arrangement = arrangement(facts)
    visible.update(
      to: batch.queries, filter, order, members: model?.members(of: filter.cause), arrangement,
      keeping: kept, now: facts.drawnAt)
    guard arrangement == .anew else { return }
    // From the past one comes back to an order of now.
    if facts.isPast {
      pace = OrderPace()
    } else {
      pace.ordered(at: facts.now, failures: batch.queries.count(of: .failed))
    }
  }

  /// Whether the rows stay where they are: while a person holds them, and for some seconds after they found their places.
  ///
  /// At the end of the batch, and in the past, all find theirs.
  private func arrangement(_ facts: Facts) -> VisibleQueries.Arrangement {
    if queries.isHeld { return .held }
    guard !facts.isPast, let snapshot = facts.target(target), let batch = snapshot.detail.batch,
      !snapshot.state.isTerminal
    else { return .anew }
    return pace.isDue(at: facts.now, failures: batch.queries.count(of: .failed)) ? .anew : .still
  }

  /// Brings the rows in line with the facts: a new answer, time that has passed, a column that is gone.
  mutating func reconcileQueries(_ facts: Facts) {
    if !facts.isPaused, queries.isHoldOver(at: facts.now) {
      queries.release()
      shownVersion = nil
    }
    let column = sortedColumn(facts)
    if column != order.column {
      // A sort never follows a column nobody sees.
      order = SortOrder()
      order.column = column
      shownVersion = nil
    }
    let isOld = filter.typed.filter.dependsOnTime && shownAt != facts.drawnAt
    let isDue = !facts.isPaused && !visible.isInOrder && arrangement(facts) == .anew
    if isOld || isDue || shownVersion == nil || shownVersion != facts.batches[target]?.version {
      let isFirst = shownAt == nil
      // What an answer does to the row under the cursor does not put the cursor on another.
      rearrange(facts, keeping: queries.selected)
      if isFirst { failuresSeen = visible.failedCount }
    }
  }

  /// The column to sort by: the one chosen while it is shown, else the first.
  private func sortedColumn(_ facts: Facts) -> QueryColumn {
    let shown = shownColumns(facts)
    return shown.contains(order.column) ? order.column : shown.first ?? order.column
  }

  /// The columns there is room for, from left to right; all while the panel itself is not shown.
  func shownColumns(_ facts: Facts) -> [QueryColumn] {
    let rect = layout(facts)[.queries]
    return rect.isEmpty ? QueryColumn.allCases : QueriesPanel.columns(of: self, facts, in: rect)
  }

  /// Filters by what has been typed so far.
  mutating func type(_ event: Prompt.Event, _ facts: Facts) -> [ViewRequest] {
    focus = .queries
    let before = filter.typed.filter
    let requests = filter.typed.receive(event, in: rows(facts))
    if filter.typed.filter != before { arrange(facts) }
    return requests
  }

  /// All queries, as filters read them.
  private func rows(_ facts: Facts) -> some Sequence<BatchRow> {
    let rows = facts.batch(target)?.queries ?? []
    return rows.indices.lazy.map { BatchRow(rows: rows, place: $0, now: facts.drawnAt) }
  }

  /// Sorts by a column; a second time turns the order round.
  mutating func sort(by column: QueryColumn, _ facts: Facts) {
    order.isReversed = order.column == column ? !order.isReversed : false
    order.column = column
    arrange(facts)
  }

  /// Sorts by the next column shown; behind the last comes the first.
  mutating func sortByNextColumn(_ facts: Facts) {
    let shown = shownColumns(facts)
    guard !shown.isEmpty else { return }
    let next = (shown.firstIndex(of: order.column) ?? -1) + 1
    order.isReversed = false
    order.column = shown[next % shown.count]
    arrange(facts)
  }

  mutating func showAll(_ facts: Facts) {
    filter.showAll()
    back = nil
    arrange(facts)
  }
}

// MARK: - The list of columns

extension BatchView {
  /// The columns, to choose from.
  func columnChoice(_ facts: Facts) -> ColumnChoice {
    let shown = shownColumns(facts)
    let hidden = facts.hiddenColumns[QueryColumn.listName] ?? []
    return ColumnChoice(
      columns: QueryColumn.allCases.map { column in
        ColumnChoice.Column(
          name: column.rawValue, title: column.title, isShown: shown.contains(column),
          isHidden: hidden.contains(column.rawValue), canBeHidden: column != .state)
      },
      sorted: order.column.rawValue, isAscending: !order.isReversed)
  }

  /// Does what was chosen from the list of columns.
  mutating func choose(_ choice: ColumnChoice.Event, _ facts: Facts) -> [ViewRequest] {
    switch choice {
    case .sort(let name):
      guard let column = QueryColumn(rawValue: name) else { return [] }
      sort(by: column, facts)
      return []
    case .toggle(let name):
      var new = facts
      new.hiddenColumns[QueryColumn.listName, default: []].formSymmetricDifference([name])
      reconcileQueries(new)
      let hidden = new.hiddenColumns[QueryColumn.listName] ?? []
      return [.hideColumns(of: QueryColumn.listName, hidden), .choose(columnChoice(new))]
    }
  }
}

// MARK: - Failures and marks

extension BatchView {
  /// The queries chosen for what is to be done with several: those marked, else those of the cause under the cursor, else
  /// the one under it; in the batch's order.
  func chosenIDs(_ facts: Facts) -> [String] {
    let rows = facts.batch(target)?.queries ?? []
    if !queries.marks.isEmpty {
      return rows.indices.map(rows.id(at:)).filter(queries.marks.contains)
    }
    if focus == .causes { return causeUnderCursor(facts)?.queryIDs ?? [] }
    return visible.ids.indices.contains(queries.index) ? [visible.ids[queries.index]] : []
  }

  /// The cause under the cursor of the causes; nil where there is none.
  private func causeUnderCursor(_ facts: Facts) -> FailureCause? {
    let all = facts.batches[target]?.causes ?? []
    return all.indices.contains(causes.index) ? all[causes.index] : nil
  }

  /// Space: marks the query under the cursor, or all of the cause under it; then moves on.
  mutating func mark(_ facts: Facts) -> [ViewRequest] {
    guard focus == .causes else {
      focus = .queries
      guard !visible.ids.isEmpty else { return Self.nothingListed(to: "mark") }
      queries.hold(at: facts.now)
      queries.toggleMark(
        in: visible.ids, height: QueriesPanel.box(in: layout(facts)[.queries]).height)
      return []
    }
    guard let cause = causeUnderCursor(facts) else { return [] }
    queries.toggleMarks(of: cause.queryIDs)
    move(.down, facts)
    let isMarked = cause.queryIDs.allSatisfy(queries.marks.contains)
    let count = CountText.of(cause.count, "query", "queries")
    return [
      .say(Notice("\(count) of \(cause.code ?? cause.message) \(isMarked ? "marked" : "unmarked")"))
    ]
  }

  /// Marks all queries shown, or takes their marks away.
  mutating func markAll(_ facts: Facts) -> [ViewRequest] {
    guard !visible.ids.isEmpty else { return Self.nothingListed(to: "mark") }
    queries.toggleMarks(of: visible.ids)
    let isMarked = visible.ids.first.map(queries.marks.contains) ?? false
    let count = CountText.of(visible.ids.count, "query", "queries")
    return [.say(Notice("\(count) \(isMarked ? "marked" : "unmarked")"))]
  }

  mutating func unmarkAll() -> [ViewRequest] {
    let count = CountText.of(queries.marks.count, "mark", "marks")
    queries.unmarkAll()
    return [.say(Notice(count == "0 marks" ? "nothing is marked" : "\(count) taken away"))]
  }

  /// Goes to the next failure below the cursor, or the next above; behind the last comes the first.
  mutating func goToFailure(backwards: Bool, _ facts: Facts) -> [ViewRequest] {
    guard let rows = facts.batch(target)?.queries else { return [] }
    focus = .queries
    let places = visible.ids.indices.filter {
      FailureCause.isFailure(visible.place(at: $0), of: rows)
    }
    guard let first = places.first, let last = places.last else {
      let none = filter.showsAll ? facts.noFailure(in: target) : "nothing that is listed has failed"
      return [.say(Notice(none))]
    }
    let next =
      backwards
      ? places.last { $0 < queries.index } : places.first { $0 > queries.index }
    queries.hold(at: facts.now)
    queries.move(
      to: next ?? (backwards ? last : first), in: visible.ids,
      height: QueriesPanel.box(in: layout(facts)[.queries]).height)
    guard next == nil else { return [] }
    let wrapped =
      backwards ? "no failure above: this is the last" : "no failure below: this is the first"
    return [.say(Notice(first == last ? "this is the only failure listed" : wrapped))]
  }

  /// Failures that have come in since the last key and are not in view; 0 where none can be.
  var unseenFailures: Int {
    guard order.isFailedFirst, queries.isHeld || queries.offset > 0 else { return 0 }
    return max(0, visible.failedCount - failuresSeen)
  }
}
