import TextCanvas

extension Dashboard {
  /// Handles one key in the view on top.
  mutating func press(_ key: KeyPress) -> [Effect] {
    measure()
    return carryOut(stack[stack.count - 1].view.press(key, facts))
  }

  /// Does in the view on top what the key of a binding asks for.
  mutating func run(_ name: String) -> [Effect] {
    measure()
    return carryOut(stack[stack.count - 1].view.run(name, facts))
  }

  /// Presses the key the footer offers there, scrolls what lies under a line being typed, or else hands it to the view on top.
  mutating func use(_ event: MouseEvent) -> [Effect] {
    switch event {
    case .pressed(let x, let y), .doublePressed(let x, let y):
      switch pressed(x: x, y: y) {
      case .key(let key):
        notice = nil
        return press(key)
      case .message:
        notice = nil
        return []
      case nil: break
      }
    case .wheelUp, .wheelDown:
      if top is PromptView { return send(.mouse(event), to: baseIndex) ?? [] }
    }
    return send(.mouse(event), to: stack.count - 1) ?? []
  }

  /// Hands pasted text to a line being typed; elsewhere it does nothing, and that is said.
  mutating func paste(_ text: PastedText) -> [Effect] {
    if let effects = send(.pasted(text), to: stack.count - 1) { return effects }
    notice = Notice("pasted text was left out: it goes into a line being typed", .aside)
    return []
  }

  /// Sends something that happened to one view.
  ///
  /// - Returns: nil where it means nothing to the view.
  mutating func send(_ event: ViewEvent, to index: Int) -> [Effect]? {
    measure()
    return stack[index].view.receive(event, facts).map { carryOut($0) }
  }

  /// Does what a view asks for.
  mutating func carryOut(_ requests: [ViewRequest]) -> [Effect] {
    requests.flatMap { carryOut($0) }
  }

  private mutating func carryOut(_ request: ViewRequest) -> [Effect] {
    switch request {
    case .open(let view): stack.append(AnyView(view))
    case .openTarget(let target): stack.append(AnyView(TargetsView.detail(of: target)))
    case .close: return close()
    case .ask(let prompt):
      if top is PromptView { stack.removeLast() } else { beforeFilter = stack[baseIndex] }
      stack.append(AnyView(PromptView(prompt)))
    case .answer(.filter, .cancelled):
      if let beforeFilter { stack[baseIndex] = beforeFilter }
      beforeFilter = nil
    case .answer(.screenPath(let question), let event): return save(question, event)
    case .answer(let purpose, let event): return send(.prompt(purpose, event), to: baseIndex) ?? []
    case .select(let id):
      return stack.count > 1 ? send(.select(id), to: stack.count - 2) ?? [] : []
    case .chooseCause(let key, let back):
      return send(.causeChosen(key, back: back), to: baseIndex) ?? []
    case .chooseValue(let filter): return send(.valueChosen(filter), to: baseIndex) ?? []
    case .choose(let choice):
      let open = top as? ColumnsView
      if open != nil { stack.removeLast() }
      stack.append(AnyView(open?.with(choice) ?? ColumnsView(choice)))
    case .hideColumns(let list, let columns): facts.hiddenColumns[list] = columns
    case .chosen(let event): return send(.columns(event), to: baseIndex) ?? []
    case .press(let key): return press(key)
    case .run(let name): return top.key(of: name, facts).map { press($0) } ?? run(name)
    case .say(let notice): self.notice = notice
    case .app(let command): return carryOut(command)
    case .startExport(let job):
      facts.export = job
      return [.results(job.target, .export(job.export))]
    case .stopExport:
      guard let job = facts.export else { return [] }
      facts.export?.isStopping = true
      return [.results(job.target, .stopExport)]
    case .keepTheme(let name):
      facts.themes.current = name
      return [.keepTheme(name)]
    case .effect(let effect): return [effect]
    }
    return []
  }

  private mutating func carryOut(_ command: AppCommand) -> [Effect] {
    switch command {
    case .back: return send(.back, to: stack.count - 1) ?? close()
    case .leave:
      return send(.leave, to: stack.count - 1) ?? send(.back, to: stack.count - 1)
        ?? (stack.count > 1 ? close() : [.quit])
    case .quit: return [.quit]
    case .help:
      if top is HelpView { return close() }
      stack.append(AnyView(help))
    case .palette: stack.append(AnyView(palette))
    case .redraw: return [.redraw]
    case .showLink: return [.measureLink]
    case .suspend: return [.suspend]
    case .interrupt: return [.interrupt]
    case .mouse:
      usesMouse.toggle()
      let key = facts.options.keyName("app.mouse")
      notice = Notice(
        usesMouse
          ? "the mouse works here again" : "the mouse is the terminal's: \(key) takes it back")
      return [.useMouse(usesMouse)]
    case .pollNow:
      if hasWork { return [.pollNow] }
      notice = Notice("all that is watched has ended: there is nothing left to poll", .aside)
    case .pause: togglePause()
    case .earlier: showEarlier()
    case .later: showLater()
    case .showRequests: stack.append(AnyView(RequestsView()))
    case .chooseTheme:
      if top is ThemesView { return close() }
      stack.append(AnyView(ThemesView(facts.themes)))
    case .saveScreen: askToSaveScreen()
    }
    return []
  }

  /// Takes the view on top off the stack; the first stays.
  private mutating func close() -> [Effect] {
    guard stack.count > 1 else { return [] }
    let effects = send(.closing, to: stack.count - 1) ?? []
    stack.removeLast()
    return effects
  }
}
