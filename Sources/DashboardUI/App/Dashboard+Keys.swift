import QueryCore

/// What can be done now, as footer, palette and help tell it: all of them read the key tables.
extension Dashboard {
  /// What is offered now, first what is wanted most.
  var offered: [KeyLine] {
    let choice = top.footer(facts)
    let keys = choice.offersStop ? top.keyLines.offeringStop : top.keyLines
    let lines = keys.filter { line in
      (allowsActions || !line.isAction) && !choice.without.contains(line.name)
        && (hasWork || line.name != "app.pollNow")
    }
    let first = choice.first.compactMap { name in lines.first { $0.name == name } }
    let all = first + lines.filter { !choice.first.contains($0.name) }
    return all.map { facts.options.keymap.applied(to: $0) }
  }

  /// What the footer is drawn from.
  var footerInputs: Footer.Inputs {
    Footer.Inputs(
      view: ObjectIdentifier(type(of: top)), keys: top.sectionTitle, choice: top.footer(facts),
      allowsActions: allowsActions, hasWork: hasWork, isFirst: stack.count == 1,
      keymap: facts.options.keymap)
  }

  private var allowsActions: Bool { !facts.options.isReadOnly && !facts.isPast }

  /// What can be done in the view on top: what is offered, but for what would do nothing now.
  var palette: PaletteView {
    PaletteView(offered.filter { $0.name != "app.palette" && works($0.name) })
  }

  /// Help on the view on top.
  var help: HelpView {
    HelpView(KeyTables.sections, first: top.sectionTitle, facts.options)
  }

  /// Whether anything watched is still asked about.
  var hasWork: Bool { (latest ?? facts.snapshot).targets.contains { !$0.isSettled } }

  /// Whether something would come of a command now but words: of a movement, something to be seen.
  ///
  /// It is tried on a copy: all there is are values, and effects are carried out by nobody here.
  private func works(_ name: String) -> Bool {
    var before = self
    before.measure()
    before.notice = nil
    var after = before
    let effects = after.run(name)
    after.notice = nil
    guard name.hasPrefix("move.") else { return !effects.isEmpty || after != before }
    // A tick of no time brings what was moved back in line.
    _ = (before.apply(.ticked(facts.now)), after.apply(.ticked(facts.now)))
    return !effects.isEmpty || after.frame() != before.frame()
  }
}
