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
    case showRows, showAnswer
    case rerun
    case move(Movement)
    case next, previous
    case copy, copyTicket, save
  }

  /// The list it was opened from, and where in it this query stands.
  private var list: QueryList
  /// Whether the query shown is watched by itself.
  private var isAsked = false
  /// When a query was last begun to be watched so.
  private var askedAt: Date?
  /// The cursor on the fields.
  var cursor = ListPanel()
  /// Lines it is scrolled down.
  var scroll = 0

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
          "query.answer", ["v"], .showAnswer, footer: "answer",
          "show the last answer as the server sent it"),
        Binding("query.copy", ["y"], .copy, footer: "copy", "copy the field under the cursor"),
        Binding(
          "query.ticket", ["Y"], .copyTicket, footer: "ticket",
          "copy a ticket of this query: cause, account, days, request id, last answer"),
        Binding(
          "query.rerun", ["R"], .rerun, footer: "run again", isAction: true,
          "run this query again, where its provider can"),
        Binding("query.save", ["e"], .save, "save this query: ids, CSV or JSON"),
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
    case .showAnswer: return showAnswer()
    case .copy: return copy(facts)
    case .copyTicket: return copyTicket(facts)
    case .rerun: return rerun(facts)
    case .save: return [SaveQuestion("1 \(kind)", stem: "\(fileStem)-\(kind)").ask]
    case .move(let movement): move(movement, facts)
    case .next: return step(by: 1)
    case .previous: return step(by: -1)
    }
    return []
  }

  /// What has failed becomes a plan: one to be sent of a batch's query, one to be handed over of what stands by itself.
  private func rerun(_ facts: Facts) -> [ViewRequest] {
    guard hasFailed(facts) else {
      return [.say(Notice("this \(kind) has not failed: there is nothing to run again"))]
    }
    return switch subject {
    case .target(let target): RerunView.open(target, .ids([target.id]))
    case .child(let batch, let id): RerunView.open(batch, .ids([id]))
    }
  }

  private func hasFailed(_ facts: Facts) -> Bool {
    switch subject {
    case .target(let target): facts.target(target)?.state == .failed
    case .child(let batch, let id): facts.query(id, in: batch)?.state == .failed
    }
  }

  func footer(_ facts: Facts) -> FooterChoice {
    FooterChoice(without: [hasFailed(facts) ? "query.rows" : "query.rerun"])
  }

  /// Goes on to another query of the list; the one left is watched by itself no more.
  private mutating func step(by steps: Int) -> [ViewRequest] {
    guard list.move(by: steps) else {
      let end = steps > 0 ? "last" : "first"
      return [.say(Notice(list.count > 1 ? "the \(end) of the list" : "the only one of its list"))]
    }
    // The cursor stays on the same field: that is how queries are compared.
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
      use(event, facts)
      return []
    case .prompt(.savePath(let question), let event):
      return listed(facts).map { question.answer(event, $0) } ?? []
    case .closing:
      if case .child = subject { return [.effect(.inspect(nil))] }
      return nil
    default: return nil
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    follow(page(facts), height: QueryLayout(self, facts).page.height)
    return ask(facts.now)
  }

  /// Watches the query shown by itself; where one is stepped through many, the one at which the keys rest for a moment.
  private mutating func ask(_ now: Date) -> [ViewRequest] {
    guard !isAsked, case .child = subject else { return [] }
    if let askedAt, now < askedAt.addingTimeInterval(1), now >= askedAt { return [] }
    askedAt = now
    isAsked = true
    // Of one that cannot be asked about, the row's own fields are all there is.
    return asTarget.map { [.effect(.inspect($0))] } ?? []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let layout = QueryLayout(self, facts)
    if case .target(let target) = subject, let snapshot = facts.target(target) {
      QueryProgressPanel(snapshot: snapshot, facts: facts).draw(on: &frame, in: layout.progress)
      if !layout.queue.isEmpty {
        QueuePanel(
          samples: snapshot.detail.query?.workflow.elements ?? [],
          isEnded: snapshot.state.isTerminal, isFocused: false, facts: facts
        ).draw(on: &frame, in: layout.queue)
      }
    }
    draw(page(facts), facts, on: &frame, in: layout.page)
  }

  private func draw(_ page: QueryPage, _ facts: Facts, on frame: inout Frame, in rect: Rect) {
    for row in 0..<max(0, min(rect.height, page.lines.count - scroll)) {
      page.lines[scroll + row].draw(
        on: &frame, x: rect.x, y: rect.y + row, width: rect.width - 1)
    }
    if page.spans.indices.contains(cursor.index) {
      let span = page.spans[cursor.index].clamped(to: scroll..<(scroll + rect.height))
      frame.select(
        Rect(
          x: rect.x, y: rect.y + span.lowerBound - scroll, width: rect.width - 2,
          height: span.count), showingCursor: facts.options.glyphs.isPlain)
    }
    let (_, edge) = rect.splitLeft(rect.width - 1)
    Scrollbar(offset: scroll, visible: rect.height, total: page.lines.count)
      .draw(on: &frame, in: edge, glyphs: facts.options.glyphs)
  }

  /// What the query's own status page says; nil while it has not been polled.
  func statusPage(_ facts: Facts) -> TargetSnapshot? {
    switch subject {
    case .target(let target): facts.target(target)
    case .child(_, let id):
      facts.snapshot.inspected?.target.id == id ? facts.snapshot.inspected : nil
    }
  }

  /// The query as a target of its own; nil for an id outside the contract's pattern, which never enters a URL.
  var asTarget: Target? {
    switch subject {
    case .target(let target): return target
    case .child(let batch, let id):
      do { return try Target(source: batch.source, kind: .query, id: id) } catch { return nil }
    }
  }
}
