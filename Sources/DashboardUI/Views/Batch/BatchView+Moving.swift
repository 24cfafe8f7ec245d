import QueryCore
import TextCanvas

// MARK: - Where things are

extension BatchView {
  /// The panels, as they lie now.
  func layout(_ facts: Facts) -> BatchLayout {
    var room = room
    room.make(verdict: verdict(facts).lines.count, causes: causeIDs(facts).count, in: facts.area)
    return BatchLayout(
      in: facts.area, zoomed: isZoomed ? focus : nil, causes: room.causes, verdict: room.verdict)
  }

  /// What stands above the panels.
  func verdict(_ facts: Facts) -> VerdictLines {
    if let keptVerdict, keptVerdict.facts.number == facts.version { return keptVerdict.lines }
    let model = facts.batches[target]
    return VerdictLines(
      model?.verdict, hasFailures: model?.causes.isEmpty == false, columns: facts.area.width,
      most: BatchLayout.mostVerdictLines(in: facts.area), glyphs: facts.options.glyphs,
      rerunKey: facts.options.isReadOnly ? nil : key(of: "batch.rerun", facts)?.name)
  }

  /// The rows of the causes panel.
  func causesBox(_ layout: BatchLayout, _ facts: Facts) -> ListBox {
    CausesPanel.box(in: layout[.causes], isOpen: ListBox.isOpen(facts.area))
  }

  func causeIDs(_ facts: Facts) -> [String] { facts.batches[target]?.causeIDs ?? [] }
}

// MARK: - Moving

extension BatchView {
  /// Moves the cursor of the panel that has the focus.
  mutating func move(_ movement: Movement, _ facts: Facts) {
    let layout = layout(facts)
    if focus == .causes {
      causes.move(movement, in: causeIDs(facts), height: causesBox(layout, facts).height)
    } else {
      queries.hold(at: facts.now)
      queries.move(movement, in: visible.ids, height: QueriesPanel.box(in: layout[.queries]).height)
      if !queries.isHeld { arrange(facts) }
    }
  }

  /// Moves the cursor to a query, as the view opened from here has done; one that has left the list stays out.
  mutating func select(_ id: String, _ facts: Facts) {
    guard let index = visible.ids.firstIndex(of: id) else { return }
    queries.hold(at: facts.now)
    queries.move(
      to: index, in: visible.ids, height: QueriesPanel.box(in: layout(facts)[.queries]).height)
  }

  /// Click selects, double click opens, the wheel scrolls, a click on a header sorts.
  mutating func use(_ event: MouseEvent, _ facts: Facts) -> [ViewRequest] {
    let layout = layout(facts)
    switch event {
    case .pressed(let x, let y): _ = click(x: x, y: y, layout, facts)
    case .doublePressed(let x, let y):
      return click(x: x, y: y, layout, facts) ? open(facts) : []
    case .wheelUp(let x, let y), .wheelDown(let x, let y):
      if layout[.causes].contains(x: x, y: y) {
        _ = causes.use(event, in: causesBox(layout, facts), causeIDs(facts))
      } else {
        queries.hold(at: facts.now)
        _ = queries.use(event, in: QueriesPanel.box(in: layout[.queries]), visible.ids)
      }
    }
    return []
  }

  /// Selects what lies under the pointer.
  ///
  /// - Returns: whether it was a row.
  private mutating func click(x: Int, y: Int, _ layout: BatchLayout, _ facts: Facts) -> Bool {
    guard let panel = Panel.allCases.first(where: { layout[$0].contains(x: x, y: y) }) else {
      return false
    }
    focus = panel
    switch panel {
    case .progress, .queue: return false
    case .causes:
      return causes.click(atY: y, in: causesBox(layout, facts), causeIDs(facts))
    case .queries:
      if let column = QueriesPanel.header(of: self, facts, atX: x, y: y, in: layout[.queries]) {
        sort(by: column, facts)
        return false
      }
      let isRow = queries.click(atY: y, in: QueriesPanel.box(in: layout[.queries]), visible.ids)
      if isRow { queries.hold(at: facts.now) }
      return isRow
    }
  }
}

// MARK: - Opening

extension BatchView {
  /// Enter: into the query, or the cause, under the cursor.
  mutating func open(_ facts: Facts) -> [ViewRequest] {
    if focus == .causes { return openCauses(facts) }
    let (ids, index) = (visible.ids, queries.index)
    return ids.indices.contains(index)
      ? QueryView.open(ids[index], of: target, from: Array(ids)) : Self.nothingListed(to: "open")
  }

  /// Opens the causes with all of the one under the cursor.
  mutating func openCauses(_ facts: Facts) -> [ViewRequest] {
    let view = CausesView(target, list: causes, news: causeNews)
    // What is opened there has been looked at.
    causeNews.reconcile(with: causeIDs(facts), isLooking: true)
    return [.open(view)]
  }

  /// Goes to the causes, and back from there; on a screen without their panel they open.
  mutating func showCauses(_ facts: Facts) -> [ViewRequest] {
    if layout(facts)[.causes].isEmpty { return openCauses(facts) }
    focus = focus == .causes ? .queries : .causes
    return []
  }

  /// Shows the queries of a cause alone.
  mutating func showQueries(of cause: CauseKey, _ facts: Facts) {
    focus = .queries
    isZoomed = false
    filter.cause = cause
    arrange(facts)
  }

  /// The batch as a matrix: the cause under the cursor lights its cells there, or what the filter has left; else the cursor
  /// is on the query it is on here.
  func matrix(_ facts: Facts) -> MatrixView {
    let all = facts.batches[target]?.causes ?? []
    if focus == .causes, all.indices.contains(causes.index) {
      return MatrixView(target, highlight: .cause(CauseKey(all[causes.index])))
    }
    if let cause = filter.cause { return MatrixView(target, highlight: .cause(cause)) }
    guard filter.showsAll else {
      return MatrixView(target, highlight: .filter(filter), at: queries.selected)
    }
    return MatrixView(target, at: queries.selected)
  }

  func showRows(_ facts: Facts) -> [ViewRequest] {
    guard visible.ids.indices.contains(queries.index),
      let query = facts.query(visible.ids[queries.index], in: target)
    else { return Self.nothingListed(to: "show") }
    return RowsView.open(query, of: target, name: "\(target.shortName(of: query.id)) rows")
  }
}

// MARK: - Saying and drawing

extension BatchView {
  func message(_ facts: Facts) -> ViewMessage {
    ViewMessage(
      hint: hint(facts),
      promptNote: filter.typed.note(CountText.of(visible.ids.count, "query", "queries")))
  }

  /// What narrows the rows.
  private func hint(_ facts: Facts) -> StyledLine? {
    guard let batch = facts.batch(target) else { return nil }
    let parts = filter.words
    var line = StyledLine()
    if !parts.isEmpty {
      let shown = CountText.grouped(visible.ids.count)
      line.add(
        SafeText("\(shown) of \(CountText.grouped(batch.queries.count)): "), Style(.muted))
      line.add(SafeText(parts.joined(separator: facts.options.glyphs.separator)), Style(.mark))
      let key = facts.options.keyName("batch.back")
      line.add(
        SafeText(back == nil ? "  \(key) shows all" : "  \(key) goes back to the cause"),
        Style(.muted))
    }
    if line.spans.isEmpty, let ancestor = facts.ancestors[target] {
      let (done, all) = (batch.progress.succeeded, batch.progress.total)
      line.add(
        SafeText(
          "\(CountText.grouped(done)) of \(CountText.grouped(all)) succeeded this time, of what failed in \(ancestor.batch)"
        ), Style(.muted))
    }
    return line
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let layout = layout(facts)
    guard let snapshot = facts.target(target) else { return }
    guard let batch = snapshot.detail.batch else {
      drawWaiting(for: snapshot, on: &frame, in: rect)
      return
    }
    verdict(facts).draw(on: &frame, in: layout.verdict)
    let progress = ProgressPanel(view: self, facts: facts, snapshot: snapshot, batch: batch)
    frame.draw(layout[.progress], from: inputs(.progress, layout, facts)) {
      progress.draw(on: &$0, in: layout[.progress])
    }
    if !layout[.queue].isEmpty {
      frame.draw(layout[.queue], from: inputs(.queue, layout, facts)) {
        QueuePanel(
          samples: batch.workflow.elements, isEnded: snapshot.state.isTerminal,
          isFocused: focus == .queue, facts: facts
        ).draw(on: &$0, in: layout[.queue])
      }
    }
    if !layout[.causes].isEmpty {
      let panel = CausesPanel(
        causes: facts.batches[target]?.causes ?? [], none: batch.noFailure, list: causes,
        news: causeNews,
        isFocused: focus == .causes, isOpen: ListBox.isOpen(facts.area),
        glyphs: facts.options.glyphs
      )
      frame.draw(layout[.causes], from: inputs(.causes, layout, facts)) {
        panel.draw(on: &$0, in: layout[.causes])
      }
    }
    if !layout[.queries].isEmpty {
      QueriesPanel(view: self, facts: facts, batch: batch).draw(on: &frame, in: layout[.queries])
    }
    if !layout.detail.isEmpty { drawDetail(facts, on: &frame, in: layout.detail) }
  }

  /// What a panel is drawn from beside the facts.
  private struct PanelInputs: Hashable {
    let facts: Int
    let target: Target
    let panel: Panel
    let isFocused: Bool
    let isZoomed: Bool
    /// Where the progress panel has to say what the queue's would.
    let showsQueue: Bool
    /// Those of the causes alone.
    var list: ListPanel?
    var news: CauseNews?
  }

  private func inputs(_ panel: Panel, _ layout: BatchLayout, _ facts: Facts) -> PanelInputs {
    PanelInputs(
      facts: facts.version, target: target, panel: panel, isFocused: focus == panel,
      isZoomed: isZoomed, showsQueue: !layout[.queue].isEmpty,
      list: panel == .causes ? causes : nil, news: panel == .causes ? causeNews : nil)
  }

  /// All that is known of the query under the cursor, as far as there is room: Enter has the rest.
  private func drawDetail(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    let id = visible.ids.indices.contains(queries.index) ? visible.ids[queries.index] : nil
    let lines =
      id.map {
        QueryPage(
          QueryView(QueryList($0, of: target, from: [])), facts, width: rect.width - 2,
          isBeside: true
        ).lines
      } ?? []
    let inside = PanelBox.draw(
      on: &frame, rect, title: SafeText(id.map(target.shortName(of:)) ?? ""),
      bottomTrailing: lines.count > rect.height - 2
        ? SafeText("\(facts.options.keyName("queries.open")) shows all") : nil,
      borders: facts.options.glyphs.borders)
    for (row, line) in lines.prefix(inside.height).enumerated() {
      line.draw(on: &frame, x: inside.x, y: inside.y + row, width: inside.width)
    }
  }

  /// Before the first good answer there is nothing to draw but what is being waited for.
  private func drawWaiting(for snapshot: TargetSnapshot, on frame: inout Frame, in rect: Rect) {
    let text: SafeText =
      snapshot.problem == nil
      ? "polling \(snapshot.target.source) for batch \(snapshot.target.id)"
      : "no answer yet"
    let shown = text.clipped(to: max(0, rect.width - 2))
    frame.put(
      shown, x: rect.x + max(0, (rect.width - shown.width) / 2), y: rect.y + rect.height / 2,
      style: Style(.muted))
  }
}
