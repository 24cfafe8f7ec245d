import QueryCore
import TextCanvas

/// The last requests, a row each: the answer to "is it us or them?".
struct RequestsView: DashboardView {
  enum Command: Hashable, Sendable {
    case openDetail
    case filter
    case failedOnly, showAll
    case nextFailure, previousFailure
    case copyID, copyTicket
    case move(Movement)
  }

  private(set) var list = ListPanel()
  /// Whether all there is to tell of the call under the cursor is shown.
  private(set) var isDetailOpen = false
  /// Whether only calls that brought no good answer are shown.
  private(set) var failedOnly = false
  /// Only those that pass the filter a person typed.
  private(set) var typed = ListFilter()
  /// The calls shown, newest first, as indices into those kept, and their identities.
  private(set) var visible: [Int] = []
  private(set) var ids: [String] = []

  static let keyTables = [
    KeyTable<Command>(
      "Requests",
      [
        Binding(
          "requests.detail", [.enter], .openDetail, footer: "detail",
          "show all there is to tell of the request under the cursor"),
        .back("requests.back", "close the detail, show all requests, then go back one view"),
        Binding(
          "requests.filter", ["/", .function(3), .function(4)], .filter, footer: "filter",
          "filter the requests: words, target:qrb_3f* page:1000 !status:200"),
        Binding(
          "requests.failedOnly", ["f"], .failedOnly, footer: "failed", "show failed requests only"),
        Binding("requests.showAll", ["a"], .showAll, "show all requests again"),
        Binding(
          "requests.nextFailure", ["n"], .nextFailure, footer: "next",
          "to the next request that failed"),
        Binding("requests.previousFailure", ["N"], .previousFailure, "to the one before"),
        Binding(
          "requests.copy", ["y"], .copyID, footer: "copy id",
          "copy the request id, by which the provider's support finds the call"),
        Binding(
          "requests.ticket", ["Y"], .copyTicket, footer: "ticket",
          "copy what is known of the request, ready to paste"),
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("requests", .all) }

  func message(_ facts: Facts) -> ViewMessage {
    ViewMessage(
      hint: hint(facts), promptNote: typed.note(CountText.of(ids.count, "request", "requests")))
  }

  /// What narrows the rows.
  private func hint(_ facts: Facts) -> StyledLine? {
    var parts: [String] = []
    if failedOnly { parts.append("failed only") }
    if !typed.isEmpty { parts.append(typed.text) }
    guard !parts.isEmpty else { return nil }
    var hint = StyledLine(
      SafeText("\(CountText.grouped(ids.count)) of \(CountText.grouped(facts.requests.count)): "),
      Style(.muted))
    hint.add(SafeText(parts.joined(separator: facts.options.glyphs.separator)), Style(.mark))
    hint.add(SafeText("  \(facts.options.keyName("requests.back")) shows all"), Style(.muted))
    return hint
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .openDetail: isDetailOpen.toggle()
    case .filter: return typed.ask()
    case .failedOnly: choose(facts) { $0.failedOnly.toggle() }
    case .showAll: showAll(facts)
    case .nextFailure: return find(facts, by: 1)
    case .previousFailure: return find(facts, by: -1)
    case .copyID: return copyID(facts)
    case .copyTicket: return copyTicket(facts)
    case .move(let movement): list.move(movement, in: ids, height: height(facts))
    }
    return []
  }

  private mutating func showAll(_ facts: Facts) {
    choose(facts) { view in
      view.failedOnly = false
      view.typed.clear()
    }
  }

  /// Changes which calls are shown; the cursor stays on its own while that is listed.
  private mutating func choose(_ facts: Facts, _ change: (inout Self) -> Void) {
    change(&self)
    arrange(facts)
    list.follow(in: ids)
  }

  private mutating func find(_ facts: Facts, by step: Int) -> [ViewRequest] {
    var place = list.index + step
    while visible.indices.contains(place) {
      if facts.requests[visible[place]].isFailure {
        list.move(to: place, in: ids, height: height(facts))
        return []
      }
      place += step
    }
    return [.say(Notice(step > 0 ? "no failure below" : "no failure above"))]
  }

  // MARK: Handing over

  private func copyID(_ facts: Facts) -> [ViewRequest] {
    guard let record = selected(facts) else {
      return [.say(Notice("no request is listed: there is nothing to copy"))]
    }
    guard let id = record.requestID else {
      return [
        .say(
          Notice(
            "\(record.source) gave this request no id: \(facts.options.keyName("requests.ticket")) copies what is known of it"
          ))
      ]
    }
    return ViewRequest.copy(SafeText(id).string, as: "request id", facts, instead: "")
  }

  private func copyTicket(_ facts: Facts) -> [ViewRequest] {
    guard let record = selected(facts) else {
      return [.say(Notice("no request is listed: there is nothing to copy"))]
    }
    return ViewRequest.copyLines(RequestTicket(record).text, as: "ticket", facts)
  }

  // MARK: Showing

  /// The call under the cursor.
  func selected(_ facts: Facts) -> RequestRecord? {
    guard visible.indices.contains(list.index),
      facts.requests.indices.contains(visible[list.index])
    else { return nil }
    return facts.requests[visible[list.index]]
  }

  private func height(_ facts: Facts) -> Int {
    RequestsPanel.box(in: facts.area, isDetailOpen: isDetailOpen).height
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .back, .leave:
      guard isDetailOpen || failedOnly || !typed.isEmpty else { return nil }
      if isDetailOpen { isDetailOpen = false } else { showAll(facts) }
      return []
    case .prompt(.filter, let event):
      var requests: [ViewRequest] = []
      choose(facts) {
        requests = $0.typed.receive(event, in: facts.requests.lazy.map(RequestRow.init))
      }
      return requests
    case .mouse(let event):
      let box = RequestsPanel.box(in: facts.area, isDetailOpen: isDetailOpen)
      if list.use(event, in: box, ids) { isDetailOpen = true }
      return []
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    arrange(facts)
    list.reconcile(with: ids, height: height(facts))
    return []
  }

  private mutating func arrange(_ facts: Facts) {
    let filter = typed.filter
    visible = facts.requests.indices.filter { place in
      let record = facts.requests[place]
      if failedOnly, !record.isFailure { return false }
      return filter.isEmpty || filter.matches(RequestRow(record))
    }
    ids = visible.map { facts.requestIDs[$0] }
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    RequestsPanel(view: self, facts: facts).draw(on: &frame, in: rect)
  }
}
