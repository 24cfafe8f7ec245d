import QueryCore
import TextCanvas

/// The batch view: its four panels, or as many of them as the screen has room for.
struct BatchView: DashboardView {
  enum Command: Hashable, Sendable {
    case open
    case showRows, showTable
    case move(Movement)
    case moveLeft, moveRight
    case failedOnly, showAll
    case filter
    case sortNext, sortReverse
    case releaseOrder
    case showCauses
    case nextPanel, zoom
    case copy, copyTicket, save
    case rerun, cancel
  }

  let target: Target
  var queries = ListPanel()
  var causes = ListPanel()
  var causeNews = CauseNews()
  /// The cursor on the batch map.
  var map = ListPanel()
  var focus = Panel.queries
  var isZoomed = false
  var filter = QueryFilter()
  var order = SortOrder()
  /// The queries shown, in order.
  var visible = VisibleQueries()
  /// The version of the batch `visible` was made of.
  private var shownVersion: Int?

  init(_ target: Target) {
    self.target = target
  }

  static let keyTables = [
    KeyTable<Command>(
      "Batch",
      [
        Binding("queries.open", [.enter], .open, footer: "open", "open the row under the cursor"),
        .back("batch.back", "undo zoom and filter, then go back one view"),
        Binding(
          "queries.failedOnly", ["f"], .failedOnly, footer: "failed", "show failed queries only"),
        Binding(
          "queries.filter", ["/", .function(3), .function(4)], .filter,
          footer: "filter", "filter the queries by any text in them"),
        Binding(
          "queries.sortNext", ["s", .function(6)], .sortNext, footer: "sort",
          "sort by the next column"),
        Binding("queries.sortReverse", ["S"], .sortReverse, "reverse the order"),
        Binding(
          "causes.focus", ["c"], .showCauses, footer: "causes",
          "go to the causes; Enter there opens one with all that is known of it"),
        Binding("queries.showAll", ["a"], .showAll, "show all queries again"),
        Binding("queries.releaseOrder", ["."], .releaseOrder, "sort rows that moved"),
        Binding("panels.next", [.tab], .nextPanel, footer: "panel", "focus next panel"),
        Binding(
          "panels.zoom", ["z"], .zoom, footer: "zoom",
          "zoom the panel to full screen; Progress becomes a map of the batch"),
        Binding(
          "queries.rows", ["o"], .showRows, footer: "rows",
          "show the rows of a query that has succeeded"),
        Binding(
          "batch.table", ["O"], .showTable, footer: "all rows",
          "show the rows of all queries as one table"),
        Binding("batch.copy", ["y"], .copy, "copy the id of the query, or the cause's message"),
        Binding("batch.copyTicket", ["Y"], .copyTicket, "copy a ticket of the query or the cause"),
        Binding("batch.save", ["e"], .save, "save the queries or causes listed: ids, CSV or JSON"),
        .showRequests,
      ] + Binding.polling + [
        Binding(
          "batch.rerun", ["R"], .rerun, footer: "run again", isAction: true,
          "run again what failed: of the cause under the cursor there, else all that is worth it"),
        Binding("batch.cancel", ["X"], .cancel, isAction: true, "cancel the batch"),
      ] + Binding.movement(Command.move) + [
        Binding("map.left", ["h", .left], .moveLeft, "left on the batch map"),
        Binding("map.right", ["l", .right], .moveRight, "right on the batch map"),
      ] + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle {
    ViewTitle(target.description, .target(target))
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: return open(facts)
    case .showRows: return showRows(facts)
    case .showTable: return facts.target(target).map(RowsView.openTable) ?? []
    case .move(let movement): move(movement, facts)
    case .moveLeft: moveOnMap(sideways: -1, facts)
    case .moveRight: moveOnMap(sideways: 1, facts)
    case .failedOnly:
      focus = .queries
      filter.failedOnly.toggle()
      arrange(facts)
    case .showAll: showAll(facts)
    case .filter:
      focus = .queries
      return filter.typed.ask()
    case .sortNext: sort(by: order.column.next, facts)
    case .sortReverse:
      order.isReversed.toggle()
      arrange(facts)
    case .releaseOrder: arrange(facts)
    case .showCauses: return showCauses(facts)
    case .nextPanel: focusNextPanel(in: facts.area)
    case .zoom:
      if focus == .causes, !isZoomed { return openCauses(facts) }
      isZoomed.toggle()
    case .copy: return copy(facts)
    case .copyTicket: return copyTicket(facts)
    case .save: return askToSave(facts)
    case .rerun: return RerunView.open(target, rerunChoice(facts))
    case .cancel: return CancelView.open(target)
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event): return use(event, facts)
    case .back: return undo(facts) ? [] : nil
    case .select(let id):
      select(id, facts)
      return []
    case .prompt(.filter, let event): return type(event, facts)
    case .causeChosen(let cause):
      showQueries(of: cause, facts)
      return []
    case .prompt(.savePath(let question), let event):
      return question.answer(event, listed(facts))
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    if shownVersion != facts.batches[target]?.version { rearrange(facts) }
    // A screen that has become too small for the causes has no cursor among them.
    if focus == .causes, !isZoomed, layout(facts)[.causes].isEmpty { focus = .queries }
    let layout = layout(facts)
    queries.reconcile(with: visible.ids, height: QueriesPanel.box(in: layout[.queries]).height)
    causes.reconcile(with: causeIDs(facts), height: causesBox(layout, facts).height)
    if facts.batches[target] != nil {
      causeNews.reconcile(with: causeIDs(facts), isLooking: focus == .causes)
    }
    if showsMap {
      let ids = queryIDs(facts)
      map.reconcile(with: ids, height: ids.count)
    }
    return []
  }

  // MARK: What is shown

  /// Chooses and orders the rows anew, released from the order held; the cursor stays on its row if that is still shown.
  mutating func arrange(_ facts: Facts) {
    queries.heldOrder = nil
    rearrange(facts)
  }

  /// Chooses and orders the rows anew, in the order held if one is.
  private mutating func rearrange(_ facts: Facts) {
    let model = facts.batches[target]
    shownVersion = model?.version
    guard let batch = facts.batch(target) else {
      visible = VisibleQueries()
      return
    }
    visible = VisibleQueries(
      batch.queries, filter, order, members: model?.members(of: filter.cause),
      held: queries.heldOrder, now: facts.drawnAt)
    if queries.heldOrder != nil { queries.heldOrder = visible.ids }
  }

  /// Filters by what has been typed so far.
  private mutating func type(_ event: Prompt.Event, _ facts: Facts) -> [ViewRequest] {
    let before = filter.typed.filter
    let requests = filter.typed.receive(event, in: rows(facts))
    if filter.typed.filter != before {
      arrange(facts)
      queries.reset()
    }
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
    queries.reset()
  }

  private mutating func showAll(_ facts: Facts) {
    filter = QueryFilter()
    arrange(facts)
  }

  private mutating func focusNextPanel(in area: Rect) {
    let shown = BatchLayout.order(in: area, isZoomed: isZoomed)
    let index = shown.firstIndex(of: focus) ?? -1
    if !shown.isEmpty { focus = shown[(index + 1) % shown.count] }
  }

  /// Esc: undoes the zoom, the focus, then what narrows the rows.
  ///
  /// - Returns: whether there was anything to undo.
  private mutating func undo(_ facts: Facts) -> Bool {
    if isZoomed {
      isZoomed = false
    } else if focus != .queries {
      focus = .queries
    } else if !filter.showsAll {
      showAll(facts)
    } else {
      return false
    }
    return true
  }
}
