import FoundationEssentials
import QueryCore
import TextCanvas

/// Every target watched, a row each, trouble first.
struct TargetsView: DashboardView {
  enum Command: Hashable, Sendable {
    case open
    case showRows
    case filter
    case troubleOnly, showAll
    case sortNext, sortReverse, showColumns
    case mark, markAll, unmarkAll
    case nextFailure, previousFailure
    case releaseOrder
    case copyName, copyTicket, save
    case move(Movement)
  }

  var list = ListPanel()
  var choice = TargetChoice()
  /// The targets shown, in order.
  private(set) var visible = VisibleTargets()
  /// Their names, cut to the column.
  private(set) var names = TargetNames()
  /// What `visible` was made of; nil where it is to be made anew.
  private var shown: Shown?
  /// When they find their places by themselves.
  private var pace = OrderPace()
  /// How many of the rows shown were in trouble when a person last did something.
  var troubleSeen = 0

  private struct Shown: Hashable, Sendable {
    let revision: Int
    let moment: Date
    let choice: TargetChoice
    let held: Bool
  }

  init() {}

  /// The view of one target by itself.
  static func detail(of target: Target) -> any DashboardView {
    target.kind == .batch ? BatchView(target) : QueryView(QueryList(target))
  }

  static let keyTables = [
    KeyTable<Command>(
      "Targets",
      [
        Binding("targets.open", [.enter], .open, footer: "open", "open the row under the cursor"),
        .back("targets.back", "show all targets again"),
        Binding(
          "targets.troubleOnly", ["f"], .troubleOnly, footer: "failed",
          "show only what needs somebody or has failures"),
        Binding(
          "targets.filter", ["/", .function(3), .function(4)], .filter, footer: "filter",
          "filter the targets: words, state:failed source:prod why:throttled"),
        Binding(
          "targets.sortNext", ["s"], .sortNext, footer: "sort", "sort by the next column on screen"),
        Binding("targets.sortReverse", ["S"], .sortReverse, "reverse the order"),
        Binding(
          "targets.columns", [.function(6)], .showColumns,
          "choose the column to sort by, hide and show columns"),
        Binding(
          "targets.nextFailure", ["n"], .nextFailure, footer: "next",
          "go to the next target that needs somebody or failed"),
        Binding("targets.previousFailure", ["N"], .previousFailure, "go to the one before"),
        Binding("targets.mark", [" "], .mark, "mark the target under the cursor"),
        Binding(
          "targets.markAll", ["*"], .markAll,
          "mark all targets listed; again takes the marks away"),
        Binding("targets.unmarkAll", ["u"], .unmarkAll, "take all marks away"),
        Binding("targets.showAll", ["a"], .showAll, "show all targets again"),
        Binding("targets.releaseOrder", ["."], .releaseOrder, "sort rows that moved"),
        Binding(
          "targets.rows", ["o"], .showRows, footer: "rows",
          "show the rows of a query that has succeeded"),
        Binding(
          "targets.copy", ["y"], .copyName, footer: "copy", "copy the target, or those marked"),
        Binding(
          "targets.ticket", ["Y"], .copyTicket, footer: "ticket",
          "copy a ticket of the target, or of those marked: what is wrong, ready to paste"),
        Binding(
          "targets.save", ["e"], .save, footer: "save", "save the targets listed: ids, CSV or JSON"),
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle {
    var title = ViewTitle(
      CountText.of(facts.snapshot.targets.count, "target", "targets"), .all)
    title.parts = TargetsSummary.parts(visible, facts)
    return title
  }

  func message(_ facts: Facts) -> ViewMessage {
    let target = selected(facts)
    var message = ViewMessage(
      problem: target?.problemSentence(now: facts.drawnAt, isAskedAgain: true),
      explanation: target.flatMap { $0.failureSentence(facts.batches[$0.target]?.verdict) },
      promptNote: choice.typed.note(CountText.of(visible.ids.count, "target", "targets")))
    // The rows do not shift while the cursor goes from one that has something to say to one that has not.
    if visible.standings.contains(where: { $0 <= .failed }) {
      message.lines = facts.size.columns < 60 ? 4 : 2
    }
    return message
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: return open(facts)
    case .showRows: return showRows(facts)
    case .filter: return choice.typed.ask()
    case .troubleOnly: choose { $0.troubleOnly.toggle() }
    case .showAll: choose { $0.showAll() }
    case .sortNext: sortByNextColumn(facts)
    case .sortReverse: choose { $0.isReversed.toggle() }
    case .showColumns: return [.choose(columnChoice(facts))]
    case .mark where visible.ids.isEmpty, .markAll where visible.ids.isEmpty:
      return Self.nothingListed(to: "mark")
    case .mark:
      list.hold(at: facts.now)
      list.toggleMark(in: visible.ids, height: height(facts))
    case .markAll: list.toggleMarks(of: visible.ids)
    case .unmarkAll: list.unmarkAll()
    case .nextFailure: return goToFailure(backwards: false, facts)
    case .previousFailure: return goToFailure(backwards: true, facts)
    case .releaseOrder:
      list.release()
      (pace, shown) = (OrderPace(), nil)
    case .copyName: return copyNames(facts)
    case .copyTicket: return copyTickets(facts)
    case .save: return askToSave(facts)
    case .move(let movement):
      list.hold(at: facts.now)
      list.move(movement, in: visible.ids, height: height(facts))
    }
    return []
  }

  private func open(_ facts: Facts) -> [ViewRequest] {
    guard let target = selected(facts)?.target else { return Self.nothingListed(to: "open") }
    guard target.kind != .batch else { return [.open(Self.detail(of: target))] }
    return QueryView.open(target, from: listed(facts).map(\.target))
  }

  private func showRows(_ facts: Facts) -> [ViewRequest] {
    guard let target = selected(facts) else { return Self.nothingListed(to: "show") }
    return RowsView.open(target, name: "\(target.target.description) rows")
  }

  func height(_ facts: Facts) -> Int { TargetsPanel.box(in: TargetsPanel.list(facts)).height }

  /// The target under the cursor.
  func selected(_ facts: Facts) -> TargetSnapshot? { target(at: list.index, facts) }

  /// The target in a row.
  func target(at row: Int, _ facts: Facts) -> TargetSnapshot? {
    guard visible.indices.indices.contains(row) else { return nil }
    let place = visible.indices[row]
    return facts.snapshot.targets.indices.contains(place) ? facts.snapshot.targets[place] : nil
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .key:
      list.touch(at: facts.now)
      troubleSeen = visible.troubleCount
      return nil
    case .back, .leave:
      guard choice.narrows else { return nil }
      choose { $0.showAll() }
      return []
    case .mouse(let event):
      troubleSeen = visible.troubleCount
      return use(event, facts)
    case .select(let id):
      if let row = visible.ids.firstIndex(of: id) {
        list.hold(at: facts.now)
        list.move(to: row, in: visible.ids, height: height(facts))
      }
      return []
    case .prompt(.filter, let event): return type(event, facts)
    case .columns(let event): return choose(event, facts)
    case .prompt(.savePath(let question), let event):
      return question.answer(event, .targets(listed(facts)))
    default: return nil
    }
  }

  /// Click selects, double click opens, the wheel scrolls, a click on a header sorts.
  private mutating func use(_ event: MouseEvent, _ facts: Facts) -> [ViewRequest] {
    if case .pressed(let x, let y) = event,
      let column = TargetsPanel.header(of: self, facts, atX: x, y: y)
    {
      sort(by: column)
      return []
    }
    list.hold(at: facts.now)
    let isOpened = list.use(event, in: TargetsPanel.box(in: TargetsPanel.list(facts)), visible.ids)
    return isOpened ? open(facts) : []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    if !facts.isPaused, list.isHoldOver(at: facts.now) { list.release() }
    let columns = TargetsPanel.columns(of: self, facts)
    // A sort never follows a column nobody sees.
    if !facts.area.isEmpty, !columns.contains(choice.column) {
      (choice.column, choice.isReversed) = (.standing, false)
    }
    let now = Shown(
      revision: facts.revision, moment: facts.drawnAt, choice: choice,
      held: list.isHeld)
    if shown != now {
      let isChosenAnew = shown.map { !$0.choice.showsTheSame(as: choice) } ?? false
      if isChosenAnew { list.release() }
      if isChosenAnew || shown?.held == true && !list.isHeld { pace = OrderPace() }
      shown = now
      arrange(facts, keeping: isChosenAnew ? nil : list.selected)
      if isChosenAnew { list.follow(in: visible.ids) }
    }
    list.reconcile(with: visible.ids, height: height(facts))
    let width = TargetsPanel.nameWidth(of: self, facts)
    if !names.fit(facts.targetIDs, width: width) {
      names = TargetNames(facts.targetIDs, width: width, glyphs: facts.options.glyphs)
    }
    return []
  }

  /// Chooses the rows anew, and orders them unless they stay where they are: while a person holds them, and for some seconds
  /// after they found their places, as long as there are answers to come.
  private mutating func arrange(_ facts: Facts, keeping kept: String?) {
    let targets = facts.snapshot.targets
    let trouble = targets.count { TargetStanding($0, at: facts.drawnAt) <= .failed }
    let isMoving =
      !facts.isPast && targets.allSatisfy { $0.observedAt != nil || $0.problem != nil }
      && targets.contains { !$0.isSettled }
    let isStill = isMoving && !pace.isDue(at: facts.now, failures: trouble)
    visible = VisibleTargets(
      facts, choice, held: list.isHeld || isStill ? visible.ids : nil, keeping: kept)
    guard !list.isHeld, !isStill else { return }
    if facts.isPast {
      pace = OrderPace()
    } else {
      pace.ordered(at: facts.now, failures: trouble)
    }
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let (list, detail) = TargetDetail.split(rect)
    TargetsPanel(view: self, facts: facts).draw(on: &frame, in: list)
    guard !detail.isEmpty, let target = selected(facts) else { return }
    TargetDetail(target: target, facts: facts).draw(on: &frame, in: detail)
  }
}
