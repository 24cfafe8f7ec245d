import FoundationEssentials
import QueryCore
import TextCanvas

/// Everything known of one query, to scroll through.
struct QueryView: DashboardView {
  /// Which query is shown.
  enum Subject: Hashable, Sendable {
    /// One watched by itself; a job too.
    case target(Target)
    /// One of a batch, by its id.
    case child(of: Target, id: String)
  }

  enum Command: Hashable, Sendable {
    case showRows
    case toggleRawAnswer
    case move(Movement)
    case next, previous
  }

  /// The list it was opened from, and where in it this query stands.
  private var list: QueryList
  /// Whether the query shown is watched by itself.
  private var isAsked = false
  /// When a query was last begun to be watched so.
  private var askedAt: Date?
  /// Lines it is scrolled down.
  private(set) var scroll = 0
  /// Whether the last raw answer is shown.
  private(set) var showsRawAnswer = false
  /// The last raw answer, as it was last wrapped.
  private(set) var rawAnswer: WrappedText?

  init(_ list: QueryList) {
    self.list = list
  }

  var subject: Subject { list.subject }

  /// What opens a query of a batch: the view, and watching it by itself.
  ///
  /// - Parameter ids: the list it is opened from, as it is filtered and ordered now, for `J` and `K`.
  static func open(_ id: String, of batch: Target, from ids: [String]) -> [ViewRequest] {
    [.open(QueryView(QueryList(id, of: batch, from: ids)))]
  }

  /// What opens a query or job watched by itself.
  ///
  /// - Parameter targets: the list it is opened from, for `J` and `K`; batches in it are passed over.
  static func open(_ target: Target, from targets: [Target]) -> [ViewRequest] {
    [.open(QueryView(QueryList(target, from: targets)))]
  }

  static let keyTables = [
    KeyTable<Command>(
      "Query",
      [
        Binding("query.openRows", [.enter], .showRows, "show the rows of the query"),
        .back,
        Binding("query.next", ["J"], .next, footer: "next", "the next query of the list"),
        Binding("query.previous", ["K"], .previous, "the previous query of the list"),
        Binding(
          "query.rawAnswer", ["v"], .toggleRawAnswer, footer: "raw answer",
          "show the last answer as the server sent it"),
        Binding(
          "query.rows", ["o"], .showRows, footer: "rows",
          "show the rows of a query that has succeeded"),
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle {
    let place = list.position.map { "  " + $0 } ?? ""
    return switch subject {
    case .target(let target): ViewTitle(target.description + place, .target(target))
    case .child(let batch, let id): ViewTitle(batch.shortName(of: id) + place, .target(batch))
    }
  }

  func message(_ facts: Facts) -> ViewMessage {
    guard case .child = subject, let inspected = statusPage(facts) else { return ViewMessage() }
    return ViewMessage(problem: inspected.problemSentence(now: facts.drawnAt, isAskedAgain: true))
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .showRows: return showRows(facts)
    case .toggleRawAnswer:
      showsRawAnswer.toggle()
      scroll = 0
    case .move(let movement):
      scroll = movement.destination(from: scroll, page: facts.area.height)
    case .next: return step(by: 1)
    case .previous: return step(by: -1)
    }
    return []
  }

  /// Goes on to another query of the list; the one left is watched by itself no more.
  private mutating func step(by steps: Int) -> [ViewRequest] {
    guard list.move(by: steps) else {
      let end = steps > 0 ? "last" : "first"
      return [.say(Notice(list.count > 1 ? "the \(end) of the list" : "the only one of its list"))]
    }
    scroll = 0
    rawAnswer = nil
    isAsked = false
    return [.select(list.rowID), .effect(.inspect(nil))]
  }

  private func showRows(_ facts: Facts) -> [ViewRequest] {
    switch subject {
    case .target(let target):
      facts.target(target).map { RowsView.open($0, name: "rows") } ?? []
    case .child(let batch, let id):
      facts.query(id, in: batch).map { RowsView.open($0, of: batch, name: "rows") } ?? []
    }
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event):
      scroll += event.wheelRows
      return []
    case .closing:
      if case .child = subject { return [.effect(.inspect(nil))] }
      return nil
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    wrapRawAnswer(facts)
    let asking = ask(facts.now)
    let lines = QueryPage(self, facts, width: facts.area.width).lines.count
    scroll = max(0, min(scroll, lines - facts.area.height))
    return asking
  }

  /// Watches the query shown by itself; where one is stepped through many, the one at which the keys rest for a moment.
  private mutating func ask(_ now: Date) -> [ViewRequest] {
    guard !isAsked, case .child(let batch, let id) = subject else { return [] }
    if let askedAt, now < askedAt.addingTimeInterval(1), now >= askedAt { return [] }
    askedAt = now
    isAsked = true
    // An id outside the contract's pattern never enters a URL: the row's own fields are all there is.
    do {
      return [.effect(.inspect(try Target(source: batch.source, kind: .query, id: id)))]
    } catch {
      return []
    }
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let lines = QueryPage(self, facts, width: rect.width).lines
    for row in 0..<max(0, min(rect.height, lines.count - scroll)) {
      lines[scroll + row].draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
  }

  /// What the query's own status page says; nil while it has not been polled.
  func statusPage(_ facts: Facts) -> TargetSnapshot? {
    switch subject {
    case .target(let target): facts.target(target)
    case .child(_, let id):
      facts.snapshot.inspected?.target.id == id ? facts.snapshot.inspected : nil
    }
  }

  /// Wraps the raw answer anew if it, or the screen, has changed.
  private mutating func wrapRawAnswer(_ facts: Facts) {
    guard showsRawAnswer, let raw = statusPage(facts)?.detail.query?.rawAnswer else {
      rawAnswer = nil
      return
    }
    let width = QueryPage.textWidth(facts.area.width)
    if rawAnswer?.width == width, rawAnswer?.source == raw { return }
    rawAnswer = WrappedText(raw, width: width)
  }
}
