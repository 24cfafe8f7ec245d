import FoundationEssentials
import QueryCore
import TextCanvas

/// The batch view: its four panels, or as many of them as the screen has room for.
struct BatchView: DashboardView {
  enum Command: Hashable, Sendable {
    case open
    case showRows, showTable
    case move(Movement)
    case failedOnly, showAll
    case filter
    case sortNext, sortReverse, showColumns
    case releaseOrder
    case showCauses
    case nextPanel, previousPanel, zoom
    /// The panel of this number, counted from 1 as the eye reads them.
    case panel(Int)
    case copy, copyTicket, save
    case mark, markAll, unmarkAll
    case nextFailure, previousFailure
    case rerun, cancel
    case showMatrix
  }

  /// What stands above the panels, and which facts it was made of.
  struct KeptVerdict: Hashable, Sendable {
    let lines: VerdictLines
    let facts: ChangeCount
  }

  let target: Target
  var queries = ListPanel()
  var causes = ListPanel()
  var causeNews = CauseNews()
  var focus = Panel.queries
  var isZoomed = false
  /// What stood above the panels last.
  private(set) var keptVerdict: KeptVerdict?
  /// What the panels have had of the screen.
  private(set) var room = PanelRoom()
  var filter = QueryFilter()
  var order = SortOrder()
  /// The queries shown, in order.
  var visible = VisibleQueries()
  /// When they are put in order next.
  var pace = OrderPace()
  /// The version of the batch `visible` was made of, and the moment; nil where it is to be made anew.
  var shownVersion: Int?
  var shownAt: Date?
  /// How many of the rows shown had failed when a person last did something.
  var failuresSeen = 0
  /// The view of the cause whose queries are shown, which leaving them opens again; nil where it was not left for them.
  var back: AnyView?

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
          footer: "filter", "filter the queries: words, state:failed account:act_94* dur>30s"),
        Binding(
          "queries.sortNext", ["s"], .sortNext, footer: "sort", "sort by the next column on screen"),
        Binding("queries.sortReverse", ["S"], .sortReverse, "reverse the order"),
        Binding(
          "queries.columns", [.function(6)], .showColumns,
          "choose the column to sort by, hide and show columns"),
        Binding(
          "causes.focus", ["c"], .showCauses, footer: "causes",
          "go to the causes; Enter there opens one with all that is known of it"),
        Binding(
          "batch.matrix", ["m"], .showMatrix, footer: "matrix",
          "show the batch as a matrix of accounts and days"),
        Binding("queries.nextFailure", ["n"], .nextFailure, "go to the next failure"),
        Binding("queries.previousFailure", ["N"], .previousFailure, "go to the failure before"),
        Binding(
          "queries.mark", [" "], .mark, footer: "mark",
          "mark the query under the cursor, or all of the cause"),
        Binding(
          "queries.markAll", ["*"], .markAll, "mark all queries listed; again takes the marks away"),
        Binding("queries.unmarkAll", ["u"], .unmarkAll, "take all marks away"),
        Binding("queries.showAll", ["a"], .showAll, "show all queries again"),
        Binding("queries.releaseOrder", ["."], .releaseOrder, "sort rows that moved"),
        Binding("panels.next", [.tab], .nextPanel, footer: "panel", "focus next panel"),
        Binding("panels.previous", [.backTab], .previousPanel, "focus previous panel"),
        panel(1), panel(2), panel(3), panel(4),
        Binding(
          "panels.zoom", ["z"], .zoom, footer: "zoom", "zoom the panel to full screen"),
        Binding(
          "queries.rows", ["o"], .showRows, footer: "rows",
          "show the rows of a query that has succeeded"),
        Binding(
          "batch.table", ["O"], .showTable, footer: "all rows",
          "show the rows of all queries as one table"),
        Binding("batch.copy", ["y"], .copy, "copy the id of the query, or the cause's message"),
        Binding(
          "batch.copyTicket", ["Y"], .copyTicket, footer: "ticket",
          "copy a ticket of the marked, the query or the cause"),
        Binding(
          "batch.save", ["e"], .save,
          "save the queries marked or listed, or the causes: ids, CSV or JSON"),
        .showRequests,
      ] + Binding.polling + [
        Binding(
          "batch.rerun", ["R"], .rerun, footer: "run again", isAction: true,
          "run again what failed: the marked, the cause under the cursor, else all that is worth it"
        ),
        Binding("batch.cancel", ["X"], .cancel, isAction: true, "cancel the batch"),
      ] + Binding.movement(Command.move) + Binding.everywhere)
  ]

  private static func panel(_ number: Int) -> Binding<Command> {
    let name = ["first", "second", "third", "fourth"][number - 1]
    return Binding(
      "panels.\(name)", [.character(Character("\(number)"))], .panel(number),
      "focus the \(name) panel, as the eye reads them")
  }

  func title(_ facts: Facts) -> ViewTitle {
    ViewTitle(target.description, .target(target))
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: return open(facts)
    case .showRows: return showRows(facts)
    case .showTable: return facts.target(target).map(RowsView.openTable) ?? []
    case .move(let movement): move(movement, facts)
    case .failedOnly:
      focus = .queries
      filter.failedOnly.toggle()
      arrange(facts)
    case .showAll: showAll(facts)
    case .filter:
      focus = .queries
      return filter.typed.ask()
    case .sortNext: sortByNextColumn(facts)
    case .sortReverse:
      order.isReversed.toggle()
      arrange(facts)
    case .showColumns: return [.choose(columnChoice(facts))]
    case .mark: return mark(facts)
    case .markAll: return markAll(facts)
    case .unmarkAll: return unmarkAll()
    case .nextFailure: return goToFailure(backwards: false, facts)
    case .previousFailure: return goToFailure(backwards: true, facts)
    case .releaseOrder: arrange(facts)
    case .showCauses: return showCauses(facts)
    case .nextPanel: focusPanel(1, in: facts.area)
    case .previousPanel: focusPanel(-1, in: facts.area)
    case .panel(let number): return focusPanel(number: number, in: facts.area)
    case .zoom:
      if focus == .causes, !isZoomed { return openCauses(facts) }
      isZoomed.toggle()
    case .copy: return copy(facts)
    case .copyTicket: return copyTicket(facts)
    case .save: return askToSave(facts)
    case .rerun: return rerun(facts)
    case .cancel: return CancelView.open(target, facts)
    case .showMatrix: return [.open(matrix(facts))]
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key:
      queries.touch(at: facts.now)
      failuresSeen = visible.failedCount
      return nil
    case .mouse(let event):
      failuresSeen = visible.failedCount
      return use(event, facts)
    case .back: return undo(facts, withFocus: true)
    case .leave:
      if let requests = undo(facts, withFocus: false) { return requests }
      // Out of another panel it leaves the view all the same.
      focus = .queries
      return nil
    case .select(let id):
      select(id, facts)
      return []
    case .prompt(.filter, let event): return type(event, facts)
    case .causeChosen(let cause, let back):
      showQueries(of: cause, facts)
      self.back = back
      return []
    case .columns(let event): return choose(event, facts)
    case .prompt(.savePath(let question), let event):
      return question.answer(event, listed(facts))
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let verdict = verdict(facts)
    keptVerdict = KeptVerdict(lines: verdict, facts: facts.changes)
    reconcileQueries(facts)
    room.make(
      verdict: verdict.lines.count, causes: causeIDs(facts).count, in: facts.area)
    // A screen that has become too small for the causes has no cursor among them.
    if focus == .causes, !isZoomed, layout(facts)[.causes].isEmpty { focus = .queries }
    let layout = layout(facts)
    queries.reconcile(with: visible.ids, height: QueriesPanel.box(in: layout[.queries]).height)
    causes.reconcile(with: causeIDs(facts), height: causesBox(layout, facts).height)
    if facts.batches[target] != nil {
      causeNews.reconcile(with: causeIDs(facts), isLooking: focus == .causes)
    }
    return []
  }

  private mutating func focusPanel(_ step: Int, in area: Rect) {
    let shown = BatchLayout.order(in: area, isZoomed: isZoomed)
    guard !shown.isEmpty else { return }
    let index = shown.firstIndex(of: focus).map { $0 + step } ?? 0
    focus = shown[(index + shown.count) % shown.count]
  }

  private mutating func focusPanel(number: Int, in area: Rect) -> [ViewRequest] {
    let shown = BatchLayout.order(in: area, isZoomed: isZoomed)
    guard number <= shown.count else {
      return [.say(Notice("no panel \(number) here: there are \(shown.count)", .aside))]
    }
    focus = shown[number - 1]
    return []
  }

  /// Undoes the zoom, the focus, then what narrows the rows, back to the cause they were chosen by.
  ///
  /// - Returns: nil where there was nothing to undo.
  private mutating func undo(_ facts: Facts, withFocus: Bool) -> [ViewRequest]? {
    if isZoomed {
      isZoomed = false
    } else if withFocus, focus != .queries {
      focus = .queries
    } else if !filter.showsAll {
      let back = back
      showAll(facts)
      return back.map { [.open($0.view)] } ?? []
    } else {
      return nil
    }
    return []
  }

  func footer(_ facts: Facts) -> FooterChoice {
    let hasFailures = facts.batches[target]?.causes.isEmpty == false
    guard hasFailures else {
      return FooterChoice(
        without: ["batch.rerun", "batch.copyTicket", "causes.focus", "queries.failedOnly"])
    }
    // Where there is room for little, Enter is what everybody tries anyway.
    let isNarrow = facts.size.columns < 60
    let first = ["batch.rerun", "batch.copyTicket", "causes.focus"]
    return FooterChoice(first: isNarrow ? first + ["queries.open"] : ["queries.open"] + first)
  }
}
