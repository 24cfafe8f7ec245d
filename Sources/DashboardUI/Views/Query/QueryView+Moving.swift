import QueryCore
import TextCanvas

// MARK: - The field cursor

extension QueryView {
  /// The page as it is laid out now.
  func page(_ facts: Facts) -> QueryPage {
    QueryPage(self, facts, width: QueryLayout(self, facts).page.width)
  }

  /// Moves the cursor over the fields; within one that is longer than the screen, line by line.
  mutating func move(_ movement: Movement, _ facts: Facts) {
    let page = page(facts)
    let height = max(1, QueryLayout(self, facts).page.height)
    guard page.spans.indices.contains(cursor.index) else { return }
    let span = page.spans[cursor.index]
    let (isCutBelow, isCutAbove) = (span.upperBound > scroll + height, span.lowerBound < scroll)
    switch movement {
    case .first, .last: select(movement == .first ? 0 : page.ids.count - 1, in: page)
    case .down where isCutBelow: scroll += 1
    case .up where isCutAbove || cursor.index == 0: scroll -= 1
    case .down: select(cursor.index + 1, in: page)
    case .up: select(cursor.index - 1, in: page)
    case .halfPageDown, .pageDown:
      let line = movement.destination(from: span.lowerBound, page: height)
      guard !isCutBelow else { return scroll += line - span.lowerBound }
      select(page.spans.firstIndex { $0.lowerBound >= line } ?? page.ids.count - 1, in: page)
    case .halfPageUp, .pageUp:
      let line = movement.destination(from: span.lowerBound, page: height)
      guard !isCutAbove else { return scroll += line - span.lowerBound }
      select(page.spans.lastIndex { $0.lowerBound <= line } ?? 0, in: page)
    }
  }

  private mutating func select(_ index: Int, in page: QueryPage) {
    cursor.move(to: index, in: page.ids, height: page.ids.count)
  }

  /// A click selects a field, the wheel scrolls and takes the cursor along.
  mutating func use(_ event: MouseEvent, _ facts: Facts) {
    let page = page(facts)
    let rect = QueryLayout(self, facts).page
    switch event {
    case .pressed(let x, let y), .doublePressed(let x, let y):
      guard rect.contains(x: x, y: y) else { return }
      let line = scroll + y - rect.y
      if let index = page.spans.firstIndex(where: { $0.contains(line) }) {
        select(index, in: page)
      }
    case .wheelUp, .wheelDown:
      scroll = max(0, min(scroll + event.wheelRows, page.lines.count - rect.height))
      let shown = scroll..<(scroll + rect.height)
      guard page.spans.indices.contains(cursor.index),
        !page.spans[cursor.index].overlaps(shown)
      else { return }
      let isBelow = page.spans[cursor.index].lowerBound >= shown.upperBound
      let inside = page.spans.indices.filter { shown.contains(page.spans[$0].lowerBound) }
      if let index = isBelow ? inside.last : inside.first { select(index, in: page) }
    }
  }

  /// Finds the field again after the page changed, and scrolls as little as shows it whole, with the title it stands under.
  mutating func follow(_ page: QueryPage, height: Int) {
    cursor.reconcile(with: page.ids, height: page.ids.count)
    scroll = max(0, min(scroll, page.lines.count - height))
    guard page.spans.indices.contains(cursor.index) else { return }
    let span = page.spans[cursor.index]
    let head = cursor.index == 0 ? 0 : page.heads[cursor.index]
    if span.count > height {
      scroll = max(cursor.index == 0 ? 0 : span.lowerBound, min(scroll, span.upperBound - height))
      return
    }
    // What stands above the first field is reached beyond it.
    let end = cursor.index == 0 ? span.lowerBound + 1 : span.upperBound
    if end > scroll + height { scroll = end - height }
    let fits = span.upperBound - head <= height
    if span.lowerBound < scroll || fits && head < scroll { scroll = fits ? head : span.lowerBound }
    // The page ends with the last field.
    scroll = max(0, min(scroll, page.lines.count - height))
  }
}

// MARK: - Opening, copying and saving

extension QueryView {
  func showAnswer() -> [ViewRequest] {
    guard let target = asTarget else {
      return [.say(Notice("a query with such an id cannot be asked about by itself"))]
    }
    return [.open(AnswerView(target, watchedAs: owner))]
  }

  /// Copies the value of the field under the cursor.
  func copy(_ facts: Facts) -> [ViewRequest] {
    let page = page(facts)
    guard page.fields.indices.contains(cursor.index) else {
      return [.say(Notice("nothing is known of this query: there is nothing to copy"))]
    }
    let field = page.fields[cursor.index]
    return ViewRequest.copy(
      field.value, as: field.label, facts, instead: "this field is longer than that")
  }

  /// Copies what somebody else needs who is to look into this query.
  func copyTicket(_ facts: Facts) -> [ViewRequest] {
    let owner = owner
    let id = if case .child(_, let id) = subject { id } else { owner.id }
    guard let snapshot = facts.target(owner), snapshot.observedAt != nil else {
      return [.say(Notice("nothing is known of this query yet"))]
    }
    let ticket = facts.ticket(
      of: snapshot, .queries([id]), rawAnswer: statusPage(facts)?.detail.query?.rawAnswer)
    return ViewRequest.copyLines(ticket.text, as: "ticket", facts)
  }

  /// `query` or `job`, as the provider has it.
  var kind: String {
    if case .target(let target) = subject { target.kind.rawValue } else { "query" }
  }

  var fileStem: String { owner.fileStem }

  /// What is watched: the query itself, or its batch.
  var owner: Target {
    switch subject {
    case .target(let target): target
    case .child(let batch, _): batch
    }
  }

  /// This query as a list of one, for a file.
  func listed(_ facts: Facts) -> ListSave.Rows? {
    switch subject {
    case .target(let target): facts.target(target).map { .targets([$0]) }
    case .child(let batch, let id): facts.query(id, in: batch).map { .queries([$0], of: batch) }
    }
  }
}
