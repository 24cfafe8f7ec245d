import QueryCore
import TextCanvas

// What is done with the cell under the cursor, and what is said of it.
extension MatrixView {
  /// The queries of the cell under the cursor, the worst first.
  var places: [Int] {
    guard let grid, !grid.rowOrder.isEmpty, !grid.columnOrder.isEmpty else { return [] }
    return grid.matrix.places(row: cursor.row, column: cursor.column)
  }

  private func ids(_ facts: Facts) -> [String] {
    guard let queries = facts.batch(target)?.queries else { return [] }
    return places.filter(queries.indices.contains).map(queries.id(at:))
  }

  /// Opens the query of the cell; of several, the batch's list filtered to them.
  ///
  /// Where a filter cannot ask for the cell, the worst is opened: `J K` go through the others.
  func open(_ facts: Facts) -> [ViewRequest] {
    let ids = ids(facts)
    guard let id = ids.first else { return [.say(Self.isEmpty)] }
    if ids.count > 1, isOverList, let filter {
      return [.close, .answer(.filter, .accepted(filter))]
    }
    return QueryView.open(id, of: target, from: ids)
  }

  /// What asks for the queries of the cell in the filter language; nil for those without an account or a day.
  private var filter: String? {
    guard let grid, case .account(let account) = grid.matrix.splits.rows[cursor.row],
      case .days(let days) = grid.matrix.columns[cursor.column]
    else { return nil }
    let quoted = account.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    let (first, last) = (
      CalendarDays.text(days.lowerBound), CalendarDays.text(days.upperBound)
    )
    return "account=\"\(quoted)\" date:\(first == last ? first : "\(first)..\(last)")"
  }

  /// Copies the ids of the cell's queries, a line each.
  func copy(_ facts: Facts) -> [ViewRequest] {
    let ids = ids(facts)
    guard !ids.isEmpty else { return [.say(Self.isEmpty)] }
    return ViewRequest.copyLines(
      ids.joined(separator: "\n"), as: CountText.of(ids.count, "query id", "query ids"), facts)
  }

  /// The name of a row, cut where all are alike.
  func cut(_ name: String, to width: Int, _ facts: Facts) -> SafeText {
    let glyphs = facts.options.glyphs
    return SafeText(name).adapted(to: glyphs).cutInMiddle(
      to: width, ellipsis: glyphs.ellipsis, alike: facts.batches[target]?.names.accounts ?? .none)
  }

  private static let isEmpty = Notice("this cell holds no query")

  // MARK: The message line

  func message(_ facts: Facts) -> ViewMessage {
    guard facts.size.columns < 60 else { return ViewMessage(hint: hint(facts)) }
    // The codes have the second line, which is kept for them: the panels stay where they are.
    var message = ViewMessage(hint: hint(facts, hasCodes: false), lines: 2)
    let codes = codes(of: places, facts)
    if !codes.isEmpty { message.hintBelow = StyledLine(SafeText(codes), Style(.failed)) }
    return message
  }

  /// What the cell under the cursor holds: account, day, states counted, causes.
  private func hint(_ facts: Facts, hasCodes: Bool = true) -> StyledLine? {
    guard let grid, grid.rowOrder.indices.contains(0), grid.columnOrder.indices.contains(0),
      let batch = facts.batch(target)
    else { return nil }
    let glyphs = facts.options.glyphs
    let isNarrow = facts.size.columns < 80
    let places = places
    var tally = CellTally()
    for place in places { tally.add(grid.matrix.state(of: place)) }
    var line = StyledLine()
    func add(_ text: SafeText, _ style: Style = .text) {
      guard !text.isEmpty else { return }
      if !line.spans.isEmpty { line.add(SafeText(glyphs.separator), Style(.muted)) }
      line.add(text, style)
    }
    let row = grid.matrix.splits.rows[cursor.row]
    let room = isNarrow ? 12 : 30
    if grid.isSubmission {
      add(SafeText(Self.numbers(places)))
    } else {
      add(cut(row.name, to: room, facts))
      add(SafeText(grid.matrix.columns[cursor.column].name(grid.matrix.unit, isShort: isNarrow)))
    }
    guard !places.isEmpty else {
      add("no query", Style(.muted))
      return line
    }
    line.add(SafeText(glyphs.separator), Style(.muted))
    line.spans += tally.line(glyphs, hasWords: !isNarrow, gap: isNarrow ? " " : "  ").spans
    if hasCodes { add(SafeText(codes(of: places, facts)), Style(.failed)) }
    if let only = places.first, places.count == 1, batch.queries.indices.contains(only) {
      if !isNarrow { add(SafeText(target.shortName(of: batch.queries.id(at: only)))) }
    }
    return line
  }

  /// The places of queries as people count them.
  private static func numbers(_ places: [Int]) -> String {
    guard let first = places.min(), let last = places.max() else { return "" }
    return first == last
      ? "query \(CountText.grouped(first + 1))"
      : "queries \(CountText.grouped(first + 1)) to \(CountText.grouped(last + 1))"
  }

  /// The causes of what failed, the most frequent first.
  private func codes(of places: [Int], _ facts: Facts) -> String {
    guard let model = facts.batches[target], let queries = facts.batch(target)?.queries else {
      return ""
    }
    var counts: [String: Int] = [:]
    for place in places where queries.indices.contains(place) {
      guard let cause = model.cause(of: queries.id(at: place)) else { continue }
      let name = cause.code ?? cause.message
      if name != FailureCause.noMessage { counts[name, default: 0] += 1 }
    }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let isSeveral = sorted.count > 1
    return sorted.map { isSeveral ? "\($0.key) \(CountText.grouped($0.value))" : $0.key }
      .joined(separator: ", ")
  }
}
