import QueryCore
import TextCanvas

/// The causes of a batch's failures, and beside the list, or under it, all of the one under the cursor.
struct CausesView: DashboardView {
  enum Command: Hashable, Sendable {
    case showQueries
    case filter
    case move(Movement)
    case next, previous
    case copy, copyTicket, save
    case rerun, showMatrix
    case close
  }

  let target: Target
  private(set) var list: ListPanel
  /// Lines the page is scrolled down.
  private(set) var scroll = 0
  /// Only those that pass the filter a person typed.
  private(set) var typed = ListFilter()
  /// The causes listed, as indices into those of the batch, and their identities.
  private(set) var visible: [Int] = []
  private(set) var ids: [String] = []
  private let news: CauseNews
  /// The cause whose page is scrolled.
  private var shown: String?

  /// - Parameters:
  ///   - list: where the cursor is.
  ///   - news: which causes are marked as new.
  init(_ target: Target, list: ListPanel, news: CauseNews) {
    self.target = target
    self.list = list
    self.news = news
  }

  static let keyTables = [
    KeyTable<Command>(
      "Causes",
      [
        Binding(
          "causes.showQueries", [.enter], .showQueries, footer: "queries",
          "show the queries of the cause"),
        .back("causes.back", "show all causes, then go back one view"),
        Binding(
          "causes.rerun", ["R"], .rerun, footer: "run again", isAction: true,
          "run the queries of the cause again"),
        Binding(
          "causes.copyTicket", ["Y"], .copyTicket, footer: "ticket",
          "copy a ticket of the cause: verdict, advice, accounts, days, request ids"),
        Binding("causes.next", ["J"], .next, footer: "next", "the next cause"),
        Binding("causes.previous", ["K"], .previous, "the previous cause"),
        Binding("causes.copy", ["y"], .copy, footer: "copy", "copy the whole message"),
        Binding(
          "causes.save", ["e"], .save, footer: "save",
          "save the queries of the cause: ids, CSV or JSON"),
        Binding(
          "causes.filter", ["/", .function(3), .function(4)], .filter, footer: "filter",
          "filter the causes: words, code:QUERY_* account:act_94* again:yes"),
        Binding("causes.showMatrix", ["m"], .showMatrix, "the matrix with the cause's cells lit"),
        Binding("causes.close", ["c", "z"], .close, "back to the batch"),
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("causes", .target(target)) }

  func message(_ facts: Facts) -> ViewMessage {
    var message = ViewMessage(promptNote: typed.note(CountText.of(ids.count, "cause", "causes")))
    guard !typed.isEmpty else { return message }
    let all = CountText.grouped(facts.batches[target]?.causes.count ?? 0)
    var hint = StyledLine(SafeText("\(CountText.grouped(ids.count)) of \(all): "), Style(.muted))
    hint.add(SafeText(typed.text), Style(.mark))
    hint.add(SafeText("  \(facts.options.keyName("causes.back")) shows all"), Style(.muted))
    message.hint = hint
    return message
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .close: return [.close]
    case .filter: return typed.ask()
    case .rerun:
      guard let cause = cause(facts) else { return [nothing(facts)] }
      return RerunView.open(target, .ids(Set(cause.queryIDs)))
    case .showMatrix:
      guard let cause = cause(facts) else { return [nothing(facts)] }
      return [
        .open(MatrixView(target, highlight: .cause(CauseKey(cause)), isOverList: false))
      ]
    case .move(let movement):
      scroll = movement.destination(
        from: scroll, page: layout(facts).page.height, count: page(facts)?.count ?? 0)
    case .next: step(by: 1, facts)
    case .previous: step(by: -1, facts)
    case .showQueries:
      guard let cause = cause(facts) else { return [nothing(facts)] }
      return [.close, .chooseCause(CauseKey(cause), back: AnyView(self))]
    case .copy: return copyMessage(facts)
    case .copyTicket:
      guard let cause = cause(facts) else { return [nothing(facts)] }
      return ViewRequest.copyTicket(of: target, .cause(cause), facts)
    case .save:
      guard let cause = cause(facts) else { return [nothing(facts)] }
      let what = CountText.of(cause.count, "query of this cause", "queries of this cause")
      return [SaveQuestion(what, stem: "\(target.fileStem)-cause-\(list.index + 1)").ask]
    }
    return []
  }

  private func nothing(_ facts: Facts) -> ViewRequest {
    .say(Notice(typed.isEmpty ? facts.noFailure(in: target) : "no cause is listed"))
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event): return use(event, facts)
    case .back, .leave:
      guard !typed.isEmpty else { return nil }
      choose(facts) { $0.typed.clear() }
      return []
    case .prompt(.filter, let event):
      var requests: [ViewRequest] = []
      choose(facts) { requests = $0.typed.receive(event, in: $0.rows(facts)) }
      return requests
    case .prompt(.savePath(let question), let event):
      let queries = (cause(facts)?.queryIDs ?? []).compactMap { facts.query($0, in: target) }
      return question.answer(event, .queries(queries, of: target))
    default: return nil
    }
  }

  private mutating func use(_ event: MouseEvent, _ facts: Facts) -> [ViewRequest] {
    let layout = layout(facts)
    let box = CausesPanel.box(in: layout.list, isOpen: layout.isOpen)
    switch event {
    case .pressed(let x, let y), .doublePressed(let x, let y):
      guard layout.list.contains(x: x, y: y) else { return [] }
      return list.use(event, in: box, ids) ? perform(.showQueries, facts) : []
    case .wheelUp(let x, let y), .wheelDown(let x, let y):
      if layout.list.contains(x: x, y: y) {
        _ = list.use(event, in: box, ids)
      } else {
        scroll += event.wheelRows
      }
      return []
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    arrange(facts)
    let layout = layout(facts)
    let height = CausesPanel.box(in: layout.list, isOpen: layout.isOpen).height
    // Who reads a cause reads on, however the causes are ordered meanwhile.
    if list.selected == nil, typed.isEmpty { list.move(to: list.index, in: ids, height: height) }
    list.reconcile(with: ids, height: height)
    if shown != list.selected { (shown, scroll) = (list.selected, 0) }
    scroll = max(0, min(scroll, (page(facts)?.count ?? 0) - layout.page.height))
    return []
  }

  // MARK: What is shown

  /// All causes, as filters read them.
  private func rows(_ facts: Facts) -> [CauseRow] {
    (facts.batches[target]?.causes ?? []).map { cause in
      CauseRow(cause: cause, isNew: news.isNew(CauseKey(cause).rowID))
    }
  }

  private mutating func arrange(_ facts: Facts) {
    let rows = rows(facts)
    visible = rows.indices.filter { typed.isEmpty || typed.filter.matches(rows[$0]) }
    ids = visible.map { CauseKey(rows[$0].cause).rowID }
  }

  /// Changes which causes are listed; the cursor stays on its own while that is.
  private mutating func choose(_ facts: Facts, _ change: (inout Self) -> Void) {
    change(&self)
    arrange(facts)
    list.follow(in: ids)
  }

  private func cause(_ facts: Facts) -> FailureCause? {
    let causes = facts.batches[target]?.causes ?? []
    guard visible.indices.contains(list.index), causes.indices.contains(visible[list.index]) else {
      return nil
    }
    return causes[visible[list.index]]
  }

  private mutating func step(by rows: Int, _ facts: Facts) {
    let layout = layout(facts)
    list.move(
      to: list.index + rows, in: ids,
      height: CausesPanel.box(in: layout.list, isOpen: layout.isOpen).height)
  }

  private func page(_ facts: Facts) -> CausePage? {
    guard let cause = cause(facts) else { return nil }
    return CausePage(
      cause, example: facts.query(cause.exampleID, in: target)?.failure,
      exampleName: target.shortName(of: cause.exampleID),
      isNew: news.isNew(CauseKey(cause).rowID),
      hasEnded: facts.target(target)?.state.isTerminal ?? false, width: layout(facts).page.width,
      facts)
  }

  private func copyMessage(_ facts: Facts) -> [ViewRequest] {
    guard let cause = cause(facts) else { return [nothing(facts)] }
    let example = facts.query(cause.exampleID, in: target)?.failure
    return ViewRequest.copyMessage(of: cause, example, facts)
  }

  // MARK: Drawing

  private func layout(_ facts: Facts) -> CausesLayout {
    CausesLayout(in: facts.area, causes: facts.batches[target]?.causes.count ?? 0)
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let layout = layout(facts)
    let glyphs = facts.options.glyphs
    let all = facts.batches[target]?.causes ?? []
    let causes = visible.filter(all.indices.contains).map { all[$0] }
    if !layout.list.isEmpty {
      CausesPanel(
        causes: causes, none: facts.noFailure(in: target), list: list, news: news,
        isFocused: true, isOpen: layout.isOpen,
        glyphs: glyphs,
        showAllKey: typed.isEmpty ? nil : facts.options.keyName("causes.back")
      ).draw(on: &frame, in: layout.list)
    }
    let number = "cause \(list.index + 1) of \(causes.count)"
    layout.drawFrame(on: &frame, title: causes.isEmpty ? "" : SafeText(number), glyphs)
    guard let page = page(facts) else { return }
    let rect = layout.page
    for row in 0..<max(0, min(rect.height, page.count - scroll)) {
      page.line(at: scroll + row)
        .draw(on: &frame, x: rect.x, y: rect.y + row, width: rect.width)
    }
    Scrollbar(offset: scroll, visible: rect.height, total: page.count)
      .draw(
        on: &frame, in: Rect(x: rect.maxX + 1, y: rect.y, width: 1, height: rect.height),
        glyphs: glyphs)
  }
}
