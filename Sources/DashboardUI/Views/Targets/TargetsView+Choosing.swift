import QueryCore
import TextCanvas

// MARK: - Filter and order

extension TargetsView {
  /// Changes what is shown, released from the order held; the cursor stays on its row if that is still shown.
  mutating func choose(_ change: (inout TargetChoice) -> Void) {
    change(&choice)
    list.release()
  }

  /// Filters by what has been typed so far.
  mutating func type(_ event: Prompt.Event, _ facts: Facts) -> [ViewRequest] {
    let rows = facts.snapshot.targets.indices.lazy.map { TargetRow($0, facts) }
    return choice.typed.receive(event, in: rows)
  }

  /// Sorts by the next column on screen that has an order; behind the last comes the first.
  mutating func sortByNextColumn(_ facts: Facts) {
    let columns = TargetsPanel.columns(of: self, facts).filter { $0.order != nil }
    let place = columns.firstIndex(of: choice.column) ?? -1
    guard !columns.isEmpty else { return }
    choose { choice in
      choice.isReversed = false
      choice.column = columns[(place + 1) % columns.count]
    }
  }

  /// Sorts by a column; a second time turns the order round.
  mutating func sort(by column: TargetColumn) {
    guard column.order != nil else { return }
    choose { choice in
      choice.isReversed = choice.column == column ? !choice.isReversed : false
      choice.column = column
    }
  }

  /// The columns, to choose from.
  func columnChoice(_ facts: Facts) -> ColumnChoice {
    let shown = TargetsPanel.columns(of: self, facts)
    let hidden = facts.hiddenColumns[TargetColumn.listName] ?? []
    return ColumnChoice(
      columns: TargetColumn.allCases.filter { $0.order != nil || $0.canBeHidden }.map { column in
        ColumnChoice.Column(
          name: column.rawValue, title: column == .standing ? "TROUBLE" : column.title.string,
          isShown: shown.contains(column), isHidden: hidden.contains(column.rawValue),
          canBeHidden: column.canBeHidden)
      },
      sorted: choice.column.rawValue, isAscending: !choice.isReversed)
  }

  /// Does what was chosen from the list of columns.
  mutating func choose(_ event: ColumnChoice.Event, _ facts: Facts) -> [ViewRequest] {
    switch event {
    case .sort(let name):
      if let column = TargetColumn(rawValue: name) { sort(by: column) }
      return []
    case .toggle(let name):
      var new = facts
      new.hiddenColumns[TargetColumn.listName, default: []].formSymmetricDifference([name])
      let hidden = new.hiddenColumns[TargetColumn.listName] ?? []
      return [.hideColumns(of: TargetColumn.listName, hidden), .choose(columnChoice(new))]
    }
  }
}

// MARK: - Failures

extension TargetsView {
  /// Goes to the next target below that needs somebody or has failures, or the next above; behind the last comes the first.
  mutating func goToFailure(backwards: Bool, _ facts: Facts) -> [ViewRequest] {
    let places = visible.indices.indices.filter { row in
      target(at: row, facts).map { VisibleTargets.isTrouble($0, visible.standing(row)) } ?? false
    }
    guard let first = places.first, let last = places.last else {
      let none = choice.narrows ? "nothing that is listed has failed" : "nothing has failed"
      return [.say(Notice(none))]
    }
    let next =
      backwards ? places.last { $0 < list.index } : places.first { $0 > list.index }
    list.hold(at: facts.now)
    list.move(
      to: next ?? (backwards ? last : first), in: visible.ids, height: height(facts))
    guard next == nil else { return [] }
    let wrapped =
      backwards ? "no failure above: this is the last" : "no failure below: this is the first"
    return [.say(Notice(first == last ? "this is the only failure listed" : wrapped))]
  }

  /// Targets that have come into trouble since the last key and are not in view; 0 where none can be.
  var unseenTrouble: Int {
    guard choice.column == .standing, !choice.isReversed,
      list.isHeld || list.offset > 0
    else { return 0 }
    return max(0, visible.troubleCount - troubleSeen)
  }
}
