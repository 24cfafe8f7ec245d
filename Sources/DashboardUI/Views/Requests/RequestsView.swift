import TextCanvas

/// The last requests, a row each: the answer to "is it us or them?".
struct RequestsView: DashboardView {
  enum Command: Hashable, Sendable {
    case move(Movement)
  }

  private(set) var list = ListPanel()

  static let keyTables = [
    KeyTable<Command>(
      "Requests",
      [.back] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("requests", .all) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .move(let movement):
      list.move(movement, in: facts.requestIDs, height: RequestsPanel.box(in: facts.area).height)
    }
    return []
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    guard case .mouse(let event) = event else { return nil }
    _ = list.use(event, in: RequestsPanel.box(in: facts.area), facts.requestIDs)
    return []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    list.reconcile(with: facts.requestIDs, height: RequestsPanel.box(in: facts.area).height)
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    RequestsPanel.draw(facts, list, on: &frame, in: rect)
  }
}
