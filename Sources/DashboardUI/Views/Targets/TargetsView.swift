import FoundationEssentials
import QueryCore
import TextCanvas

/// Every target watched, a row each, trouble first.
struct TargetsView: DashboardView {
  enum Command: Hashable, Sendable {
    case open
    case showRows
    case nextFailure, previousFailure
    case releaseOrder
    case copyName, save
    case move(Movement)
  }

  private(set) var list = ListPanel()
  /// The targets shown, in order.
  private(set) var visible = VisibleTargets()
  /// Their names, cut to the column.
  private(set) var names = TargetNames()
  /// What `visible` was made of.
  private var shown: Shown?

  private struct Shown: Hashable, Sendable {
    let revision: Int
    let moment: Date
    let isHeld: Bool
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
        Binding(
          "targets.rows", ["o"], .showRows, footer: "rows",
          "show the rows of a query that has succeeded"),
        Binding(
          "targets.nextFailure", ["n"], .nextFailure, footer: "next",
          "to the next target that needs somebody or failed"),
        Binding("targets.previousFailure", ["N"], .previousFailure, "to the one before"),
        Binding("targets.releaseOrder", ["."], .releaseOrder, "sort rows that moved"),
        Binding("targets.copy", ["y"], .copyName, footer: "copy", "copy the target's name"),
        Binding("targets.save", ["e"], .save, footer: "save", "save the targets listed in a file"),
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
      explanation: target?.failureSentence)
    // The rows do not shift while the cursor goes from one that has something to say to one that has not.
    if visible.standings.contains(where: { $0 <= .failed }) {
      message.lines = facts.size.columns < 60 ? 4 : 2
    }
    return message
  }

  // MARK: Commands

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: return open(facts)
    case .showRows: return showRows(facts)
    case .nextFailure: return find(facts, after: list.index, by: 1)
    case .previousFailure: return find(facts, after: list.index, by: -1)
    case .releaseOrder: list.heldOrder = nil
    case .copyName: return copyName(facts)
    case .save: return save()
    case .move(let movement):
      list.heldOrder = visible.ids
      list.move(movement, in: visible.ids, height: height(facts))
    }
    return []
  }

  private func open(_ facts: Facts) -> [ViewRequest] {
    guard let target = selected(facts)?.target else { return [] }
    guard target.kind != .batch else { return [.open(Self.detail(of: target))] }
    return QueryView.open(target, from: facts.snapshot.targets.map(\.target))
  }

  private func showRows(_ facts: Facts) -> [ViewRequest] {
    guard let target = selected(facts) else { return [] }
    return RowsView.open(target, name: "\(target.target.description) rows")
  }

  private mutating func find(_ facts: Facts, after index: Int, by step: Int) -> [ViewRequest] {
    var place = index + step
    while visible.indices.indices.contains(place) {
      if visible.standings[visible.indices[place]] <= .failed {
        list.heldOrder = visible.ids
        list.move(to: place, in: visible.ids, height: height(facts))
        return []
      }
      place += step
    }
    return [.say(Notice(step > 0 ? "no failure below" : "no failure above"))]
  }

  private func copyName(_ facts: Facts) -> [ViewRequest] {
    guard let name = selected(facts)?.target.description else { return [] }
    return ViewRequest.copy(name, as: name, facts, instead: "select it with the mouse")
  }

  private func save() -> [ViewRequest] {
    let what = CountText.of(visible.ids.count, "target", "targets")
    return [SaveQuestion(what, stem: "targets").ask]
  }

  // MARK: Showing

  private func height(_ facts: Facts) -> Int { TargetsPanel.box(in: facts.area).height }

  private func selected(_ facts: Facts) -> TargetSnapshot? {
    guard visible.indices.indices.contains(list.index) else { return nil }
    let place = visible.indices[list.index]
    return facts.snapshot.targets.indices.contains(place) ? facts.snapshot.targets[place] : nil
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    if case .select(let id) = event, let index = facts.targetIDs.firstIndex(of: id) {
      let height = TargetsPanel.box(in: facts.area).height
      list.move(to: index, in: facts.targetIDs, height: height)
      return []
    }
    switch event {
    case .mouse(let event):
      list.heldOrder = visible.ids
      let isOpened = list.use(event, in: TargetsPanel.box(in: facts.area), visible.ids)
      return isOpened ? open(facts) : []
    case .prompt(.savePath(let question), let event):
      return question.answer(event, .targets(visible.indices.map { facts.snapshot.targets[$0] }))
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let now = Shown(
      revision: facts.revision, moment: facts.drawnAt, isHeld: list.heldOrder != nil)
    if shown != now {
      shown = now
      visible = VisibleTargets(facts, held: list.heldOrder)
    }
    list.reconcile(with: visible.ids, height: height(facts))
    let width = TargetsPanel.nameWidth(facts, rows: visible.ids.count, in: facts.area)
    if !names.fit(facts.targetIDs, width: width) {
      names = TargetNames(facts.targetIDs, width: width, glyphs: facts.options.glyphs)
    }
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    TargetsPanel(view: self, facts: facts).draw(on: &frame, in: rect)
  }
}
