import QueryCore
import TextCanvas

/// The causes of a batch's failures, and beside the list, or under it, all of the one under the cursor.
struct CausesView: DashboardView {
  enum Command: Hashable, Sendable {
    case showQueries
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
        .back,
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
          "causes.rerun", ["R"], .rerun, isAction: true, "run the queries of the cause again"),
        Binding("causes.showMatrix", ["m"], .showMatrix, "the matrix with the cause's cells lit"),
        Binding("causes.close", ["c", "z"], .close, "back to the batch"),
        .showRequests,
      ] + Binding.polling + Binding.movement(Command.move) + Binding.everywhere)
  ]

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("causes", .target(target)) }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .close: return [.close]
    case .rerun:
      guard let cause = cause(facts) else { return [Self.nothing] }
      return RerunView.open(target, .ids(Set(cause.queryIDs)))
    case .showMatrix:
      guard let cause = cause(facts) else { return [Self.nothing] }
      return [.open(MatrixView(target, highlight: .cause(CauseKey(cause))))]
    case .move(let movement):
      scroll = movement.destination(
        from: scroll, page: layout(facts).page.height, count: page(facts)?.count ?? 0)
    case .next: step(by: 1, facts)
    case .previous: step(by: -1, facts)
    case .showQueries:
      guard let cause = cause(facts) else { return [Self.nothing] }
      return [.close, .chooseCause(CauseKey(cause))]
    case .copy: return copyMessage(facts)
    case .copyTicket:
      guard let cause = cause(facts) else { return [Self.nothing] }
      return ViewRequest.copyTicket(of: target, .cause(cause), facts)
    case .save:
      guard let cause = cause(facts) else { return [Self.nothing] }
      let what = CountText.of(cause.count, "query of this cause", "queries of this cause")
      return [SaveQuestion(what, stem: "\(target.fileStem)-cause-\(list.index + 1)").ask]
    }
    return []
  }

  private static let nothing = ViewRequest.say(Notice("nothing has failed"))

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event): return use(event, facts)
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
      return list.use(event, in: box, ids(facts)) ? perform(.showQueries, facts) : []
    case .wheelUp(let x, let y), .wheelDown(let x, let y):
      if layout.list.contains(x: x, y: y) {
        _ = list.use(event, in: box, ids(facts))
      } else {
        scroll += event.wheelRows
      }
      return []
    }
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let layout = layout(facts)
    let (ids, height) = (
      ids(facts), CausesPanel.box(in: layout.list, isOpen: layout.isOpen).height
    )
    // Who reads a cause reads on, however the causes are ordered meanwhile.
    if list.selected == nil { list.move(to: list.index, in: ids, height: height) }
    list.reconcile(with: ids, height: height)
    if shown != list.selected { (shown, scroll) = (list.selected, 0) }
    scroll = max(0, min(scroll, (page(facts)?.count ?? 0) - layout.page.height))
    return []
  }

  // MARK: What is shown

  private func ids(_ facts: Facts) -> [String] { facts.batches[target]?.causeIDs ?? [] }

  private func cause(_ facts: Facts) -> FailureCause? {
    let causes = facts.batches[target]?.causes ?? []
    return causes.indices.contains(list.index) ? causes[list.index] : nil
  }

  private mutating func step(by rows: Int, _ facts: Facts) {
    let layout = layout(facts)
    list.move(
      to: list.index + rows, in: ids(facts),
      height: CausesPanel.box(in: layout.list, isOpen: layout.isOpen).height)
  }

  private func page(_ facts: Facts) -> CausePage? {
    guard let cause = cause(facts) else { return nil }
    return CausePage(
      cause, example: facts.query(cause.exampleID, in: target)?.failure,
      exampleName: target.shortName(of: cause.exampleID),
      isNew: news.isNew(CauseKey(cause).rowID),
      hasEnded: facts.target(target)?.state.isTerminal ?? false, width: layout(facts).page.width,
      facts.options)
  }

  private func copyMessage(_ facts: Facts) -> [ViewRequest] {
    guard let cause = cause(facts) else { return [Self.nothing] }
    let example = facts.query(cause.exampleID, in: target)?.failure
    return ViewRequest.copyMessage(of: cause, example, facts)
  }

  // MARK: Drawing

  private func layout(_ facts: Facts) -> CausesLayout {
    CausesLayout(in: facts.area, causes: ids(facts).count)
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let layout = layout(facts)
    let glyphs = facts.options.glyphs
    let causes = facts.batches[target]?.causes ?? []
    if !layout.list.isEmpty {
      CausesPanel(
        causes: causes, list: list, news: news, isFocused: true, isOpen: layout.isOpen,
        glyphs: glyphs
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

/// Where the list of causes and the page of one lie: side by side from 100 columns on, else one above the other.
struct CausesLayout: Hashable, Sendable {
  /// Empty on screens too low for both.
  private(set) var list: Rect
  /// The page's lines; beside them are a blank column and one for the scrollbar.
  let page: Rect
  /// The page and what frames it.
  private let frame: Rect
  /// Whether there are no boxes.
  let isOpen: Bool

  init(in area: Rect, causes count: Int) {
    isOpen = BatchLayout.isOpen(area)
    if area.height < 10 {
      (list, frame) = area.splitTop(0)
    } else if area.width >= 100 {
      (list, frame) = area.splitLeft(max(52, min(70, area.width * 2 / 5)))
    } else {
      let rows = max(1, min(count, max(3, area.height / 5)))
      (list, frame) = area.splitTop(rows + (isOpen ? 1 : 3))
    }
    let inside =
      isOpen
      ? Rect(x: frame.x, y: frame.y + 1, width: frame.width, height: frame.height - 1)
      : frame.inset(dx: 1, dy: 1)
    page = Rect(x: inside.x + 1, y: inside.y, width: inside.width - 3, height: inside.height)
  }

  /// Draws the box of the page, or the line above it.
  func drawFrame(on canvas: inout Frame, title: SafeText, _ glyphs: GlyphSet) {
    guard isOpen else {
      PanelBox.draw(on: &canvas, frame, title: title, borders: glyphs.borders)
      return
    }
    let line = String(repeating: glyphs.borders.horizontal, count: frame.width)
    canvas.put(SafeText(line), x: frame.x, y: frame.y, width: frame.width, style: Style(.border))
    guard !title.isEmpty else { return }
    canvas.put(" " + title + " ", x: frame.x + 1, y: frame.y, style: Style(.title))
  }
}
