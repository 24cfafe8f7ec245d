import QueryCore
import TextCanvas

extension DashboardState {
  /// Takes one key in the mode at hand.
  mutating func press(_ key: KeyPress) -> [Effect] {
    notice = nil
    if case .filter(let input, let before) = mode {
      return type(key, into: input, before: before)
    }
    if case .asking(let question, let input) = mode {
      return type(key, into: input, for: question)
    }
    if typeDigit(key) { return [] }
    if key == .enter, results?.digits.isEmpty == false { return press(.character("G")) }
    defer { results?.digits = "" }
    guard let action = options.keymap.action(for: key, in: context) else { return [] }
    return perform(action)
  }

  /// A digit of a row's number, which `G` then goes to; 0 by itself is a key like others.
  private mutating func typeDigit(_ key: KeyPress) -> Bool {
    guard context == .results, case .character(let digit) = key, ("0"..."9").contains(digit),
      let digits = results?.digits, digit != "0" || !digits.isEmpty
    else { return false }
    results?.destination = nil
    if digits.count < 15 { results?.digits.append(digit) }
    return true
  }

  /// Carries out what a key stands for.
  package mutating func perform(_ action: Action) -> [Effect] {
    if case .results = top.screen {
      // Whatever is pressed, the cursor stops where it is on its way through the pages.
      if action != .back { results?.destination = nil }
      if let effects = performOnResults(action) { return effects }
    }
    switch action {
    case .quit: return [.quit]
    case .leave: return context == .help ? closeHelp() : leave()
    case .back: return context == .help ? closeHelp() : back()
    case .open: return open()
    case .help:
      if context == .help { return closeHelp() }
      mode = .help(offset: 0)
    case .pollNow: return [.pollNow]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .pause: togglePause()
    case .showRequests: push(.requests)
    case .showResults: return showResults()
    case .moveDown, .moveUp, .moveLeft, .moveRight, .first, .last, .halfPageDown, .halfPageUp,
      .pageDown, .pageUp:
      move(action)
    case .filter, .sortNext, .sortReverse, .failedOnly, .showAll, .showCauses, .releaseOrder,
      .nextPanel, .zoom, .rawAnswer:
      adjust(action)
    // These work in the results view alone, and the last three while a line is typed.
    case .viewCell, .nextRow, .previousRow, .firstColumn, .lastColumn, .narrower, .wider,
      .hideColumn, .showColumns, .freeze, .search, .nextHit, .previousHit, .allRows, .statistics,
      .copyCell, .copyRow, .copyColumn, .export, .askAgain, .acceptText, .cancelText, .nextFormat:
      break
    }
    return []
  }

  private mutating func closeHelp() -> [Effect] {
    mode = .browse
    return []
  }

  /// Changes what the view on top shows.
  private mutating func adjust(_ action: Action) {
    switch action {
    case .filter:
      top.focus = .queries
      mode = .filter(TextInput(top.choice.filter), before: top.choice.filter)
    case .sortNext: sort(by: next(after: top.choice.sort))
    case .sortReverse: choose { $0.isReversed.toggle() }
    case .failedOnly:
      top.focus = .queries
      choose { $0.failedOnly.toggle() }
    case .showAll: choose { $0 = QueryChoice(keepingOrderOf: $0) }
    case .showCauses: top.focus = top.focus == .causes ? .queries : .causes
    case .releaseOrder: choose { _ in }
    case .nextPanel: focusNextPanel()
    case .zoom: top.isZoomed.toggle()
    case .rawAnswer:
      top.showsRawAnswer.toggle()
      top.scroll = 0
    default: break
    }
  }

  /// Changes the choice of rows and lets them take their places; the cursor stays on its row if that is still shown.
  mutating func choose(_ change: (inout QueryChoice) -> Void) {
    change(&top.choice)
    top.heldOrder = nil
    arrange()
  }

  /// Sorts by a column; a second time turns the order round.
  mutating func sort(by column: QueryColumn) {
    choose { choice in
      if choice.sort == column {
        choice.isReversed.toggle()
      } else {
        choice.sort = column
        choice.isReversed = false
      }
    }
    top.rows.rest()
  }

  private func next(after column: QueryColumn) -> QueryColumn {
    let all = QueryColumn.allCases
    let place = all.firstIndex(of: column) ?? 0
    return all[(place + 1) % all.count]
  }

  private mutating func focusNextPanel() {
    let shown = BatchLayout.order(in: bodyRect, isZoomed: top.isZoomed)
    let place = shown.firstIndex(of: top.focus) ?? -1
    if !shown.isEmpty { top.focus = shown[(place + 1) % shown.count] }
  }

  /// Esc: first out of what narrows the view, then out of the view.
  private mutating func back() -> [Effect] {
    if case .batch = top.screen {
      if top.isZoomed {
        top.isZoomed = false
        return []
      }
      if top.focus != .queries {
        top.focus = .queries
        return []
      }
      if !top.choice.showsAll {
        choose { $0 = QueryChoice(keepingOrderOf: $0) }
        return []
      }
    }
    guard stack.count > 1 else { return [] }
    return pop()
  }

  /// `q`: out of the view, and out of the program at the first.
  private mutating func leave() -> [Effect] {
    stack.count > 1 ? pop() : [.quit]
  }

  mutating func pop() -> [Effect] {
    let left = stack.removeLast()
    arrange()
    switch left.screen {
    case .batchQuery: return [.inspect(nil)]
    case .results: return closeResults()
    case .targets, .batch, .query, .requests: return []
    }
  }

  /// Enter: into the row under the cursor.
  mutating func open() -> [Effect] {
    switch top.screen {
    case .targets:
      guard snapshot.targets.indices.contains(top.rows.index) else { return [] }
      let target = snapshot.targets[top.rows.index].target
      push(target.kind == .batch ? .batch(target) : .query(target))
      return []
    case .batch(let target):
      if top.focus == .causes { return openCause(of: target) }
      if showsMap {
        let queries = batch(target)?.queries ?? []
        guard queries.indices.contains(top.map.index) else { return [] }
        return openQuery(queries[top.map.index].id, of: target)
      }
      guard arrangement.ids.indices.contains(top.rows.index) else { return [] }
      return openQuery(arrangement.ids[top.rows.index], of: target)
    case .requests, .query, .batchQuery, .results:
      return []
    }
  }

  private mutating func openQuery(_ id: String, of batch: Target) -> [Effect] {
    push(.batchQuery(batch: batch, id: id))
    // An id outside the contract's pattern never enters a URL: the row's own fields are all there is.
    do {
      return [.inspect(try Target(source: batch.source, kind: .query, id: id))]
    } catch {
      return []
    }
  }

  private mutating func openCause(of target: Target) -> [Effect] {
    guard let causes = digests[target]?.causes, causes.indices.contains(top.causes.index) else {
      return []
    }
    let key = CauseKey(causes[top.causes.index])
    top.focus = .queries
    top.isZoomed = false
    top.rows.rest()
    choose { $0.cause = key }
    return []
  }

  private mutating func push(_ screen: Screen) {
    stack.append(ScreenState(screen))
    arrange()
  }
}

extension QueryChoice {
  /// All queries, in the order of another choice.
  fileprivate init(keepingOrderOf choice: QueryChoice) {
    self.init()
    sort = choice.sort
    isReversed = choice.isReversed
  }
}
