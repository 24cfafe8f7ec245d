import QueryCore
import TextCanvas

/// Every target watched, a row each.
struct TargetsView: DashboardView {
  enum Command: Hashable, Sendable {
    case open
    case showRows
    case move(Movement)
  }

  private(set) var list = ListPanel()

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
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("targets", .all) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .open: return open(facts)
    case .showRows: return showRows(facts)
    case .move(let movement):
      list.move(movement, in: facts.targetIDs, height: TargetsPanel.box(in: facts.area).height)
      return []
    }
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

  private func selected(_ facts: Facts) -> TargetSnapshot? {
    let targets = facts.snapshot.targets
    return targets.indices.contains(list.index) ? targets[list.index] : nil
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    if case .select(let id) = event, let index = facts.targetIDs.firstIndex(of: id) {
      let height = TargetsPanel.box(in: facts.area).height
      list.move(to: index, in: facts.targetIDs, height: height)
      return []
    }
    guard case .mouse(let event) = event else { return nil }
    let isOpened = list.use(event, in: TargetsPanel.box(in: facts.area), facts.targetIDs)
    return isOpened ? open(facts) : []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    list.reconcile(with: facts.targetIDs, height: TargetsPanel.box(in: facts.area).height)
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    TargetsPanel.draw(facts, list, on: &frame, in: rect)
  }
}
