import FoundationEssentials
import QueryCore
import TextCanvas

/// The queries of the batch, a row each.
///
/// ```
/// ╭ Queries ───────────── 2 marked ─ order held, 26 moved: . ─ 26 of 800 ╮
/// │ STATE▲      QUERY      ACCOUNT       DATES        TOOK   ROWS  ERROR
/// │◆✗ failed    query_17   123-456-7890  2026-10-03  1m05s      –  QUERY_ACCOUNT_UNAVAILABLE …
/// ╰──────────────────────────────────────────────────────────────────────╯
/// ```
struct QueriesPanel {
  let view: BatchView
  let facts: Facts
  let batch: BatchDetail

  private var glyphs: GlyphSet { facts.options.glyphs }

  static func box(in rect: Rect) -> ListBox {
    ListBox(rect, isOpen: ListBox.isOpen(rect))
  }

  /// The columns there is room for, from left to right.
  static func columns(of view: BatchView, _ facts: Facts, in rect: Rect) -> [QueryColumn] {
    let inside = box(in: rect).inside
    let offered = offered(view, facts)
    return table(of: view, facts, width: inside.width).spans(in: inside).map { offered[$0.column] }
  }

  /// The column whose header lies under the pointer.
  static func header(of view: BatchView, _ facts: Facts, atX x: Int, y: Int, in rect: Rect)
    -> QueryColumn?
  {
    let inside = box(in: rect).inside
    guard y == inside.y else { return nil }
    let spans = table(of: view, facts, width: inside.width).spans(in: inside)
    return spans.last { $0.x <= x - inside.x }.map { offered(view, facts)[$0.column] }
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    let shown = view.visible.ids.count
    let total = batch.queries.count
    let count =
      shown == total
      ? CountText.grouped(total) : "\(CountText.grouped(shown)) of \(CountText.grouped(total))"
    let isOpen = ListBox.isOpen(rect)
    let inside = Self.box(in: rect).inside
    let table = Self.table(of: view, facts, width: inside.width)
    let notes = view.queries.notes(
      moved: view.visible.movedRows, failed: view.unseenFailures,
      room: isOpen
        ? table.headerRoom(in: inside) : ListPanel.room(beside: "Queries", width: rect.width))
    if isOpen {
      frame.fill(rect, with: .blank)
    } else {
      PanelBox.draw(
        on: &frame, rect, ("Queries", SafeText(count), notes),
        borders: glyphs.borders, focused: view.focus == .queries)
    }
    guard shown > 0 else {
      let text: SafeText =
        total == 0
        ? "the batch lists no queries"
        : SafeText("no query matches: \(facts.options.keyName("batch.back")) shows all")
      frame.put(text, x: inside.x, y: inside.y, width: inside.width, style: Style(.muted))
      return
    }
    drawRows(of: table, on: &frame, in: inside)
    // Without a border the header is the line that speaks of the list, behind the names of its columns.
    if isOpen, let note = notes.first {
      let text = (" " + note.text).adapted(to: glyphs).clipped(to: inside.width - 1)
      frame.put(text, x: inside.maxX - 1 - text.width, y: inside.y, style: note.style)
    }
  }

  private func drawRows(of table: TextTable, on frame: inout Frame, in inside: Rect) {
    let changed = facts.changedQueries(of: view.target)
    let offered = Self.offered(view, facts)
    var widths = [Int](repeating: 0, count: offered.count)
    for span in table.spans(in: inside) { widths[span.column] = span.width }
    let origin = TextTable.Origin(
      RowInputs(target: view.target, columns: offered), content: content(changed))
    table.draw(
      on: &frame, in: inside, from: origin,
      isMarked: { view.queries.marks.contains(view.visible.ids[$0]) }
    ) { row, column in
      let query = batch.queries[view.visible.place(at: row)]
      return cell(
        offered[column], of: query, hasChanged: changed.contains(query.id), width: widths[column])
    }
  }

  /// A number for what each row shows: of a query that has ended by what it holds, of others another each time, as their time
  /// runs.
  private func content(_ changed: Set<String>) -> (_ row: Int) -> Int {
    let (model, rows, version) = (facts.batches[view.target], batch.queries, facts.version)
    return { row in
      let place = view.visible.place(at: row)
      guard let model, rows.state(at: place).isTerminal else {
        // A batch has less than 2^24 queries.
        return -1 - (version << 24 | place)
      }
      let hasChanged = !changed.isEmpty && changed.contains(rows.id(at: place))
      return model.content(at: place) * 2 + (hasChanged ? 1 : 0)
    }
  }
}

// MARK: - Columns

extension QueriesPanel {
  /// What all rows are drawn from.
  private struct RowInputs: Hashable {
    let target: Target
    let columns: [QueryColumn]
  }

  /// The columns a person has not hidden and that hold something.
  private static func offered(_ view: BatchView, _ facts: Facts) -> [QueryColumn] {
    let names = facts.batches[view.target]?.names
    let hidden = facts.hiddenColumns[QueryColumn.listName] ?? []
    return QueryColumn.allCases.filter { column in
      if column != .state, hidden.contains(column.rawValue) { return false }
      return switch column {
      case .account: names?.hasAccounts ?? true
      case .dates: names?.hasDates ?? true
      default: true
      }
    }
  }

  private static func table(of view: BatchView, _ facts: Facts, width: Int) -> TextTable {
    let offered = offered(view, facts)
    let sorted = offered.firstIndex(of: view.order.column)
    return TextTable(
      columns: offered.map { width < 50 ? narrow($0, facts.options.glyphs) : wide($0) },
      rowCount: view.visible.ids.count, offset: view.queries.offset, selected: view.queries.index,
      sort: sorted.map { TableSort(column: $0, isAscending: !view.order.isReversed) },
      isFocused: view.focus == .queries, glyphs: facts.options.glyphs)
  }

  /// The error comes before all but the state: what went wrong is what one looks for.
  private static func wide(_ column: QueryColumn) -> TableColumn {
    let title = SafeText(column.title)
    return switch column {
    case .state: TableColumn(title, minimum: 11, priority: 9)
    case .query: TableColumn(title, minimum: 10, ideal: 12, maximum: 36, flex: 1, priority: 7)
    case .account: TableColumn(title, minimum: 14, ideal: 16, maximum: 24, flex: 1, priority: 6)
    case .dates: TableColumn(title, minimum: 10, ideal: 10, maximum: 21, flex: 1, priority: 5)
    case .took: TableColumn(title, minimum: 6, alignment: .right, priority: 4)
    case .rows: TableColumn(title, minimum: 7, alignment: .right, priority: 2)
    case .error: TableColumn(title, minimum: 16, ideal: 26, flex: 8, priority: 8)
    }
  }

  /// On a phone the state is its sign alone, so that the query and its error have room; whose account it is stands in the
  /// verdict and in the query.
  private static func narrow(_ column: QueryColumn, _ glyphs: GlyphSet) -> TableColumn {
    let title = SafeText(column.title)
    return switch column {
    case .state where glyphs.isPlain: TableColumn(title, minimum: 9, priority: 9)
    case .state: TableColumn("", minimum: 2, priority: 9)
    case .query: TableColumn(title, minimum: 10, ideal: 10, maximum: 16, priority: 7)
    case .account: TableColumn(title, minimum: 12, maximum: 16, priority: 6)
    case .dates: TableColumn(title, minimum: 10, priority: 5)
    case .took: TableColumn(title, minimum: 6, alignment: .right, priority: 4)
    case .rows: TableColumn(title, minimum: 7, alignment: .right, priority: 2)
    case .error:
      TableColumn(title, minimum: glyphs.isPlain ? 12 : 16, ideal: 26, flex: 8, priority: 8)
    }
  }

  private func cell(_ column: QueryColumn, of query: BatchQuery, hasChanged: Bool, width: Int)
    -> (SafeText, Style)
  {
    switch column {
    case .state:
      // What went wrong is marked for one refresh; a start and a success show by their sign, their time and their rows.
      let isBold = hasChanged && query.state.isTerminal && query.state != .succeeded
      let style = Style(query.state.role, isBold ? .bold : [])
      if glyphs.isPlain { return (SafeText(query.state.word), style) }
      let glyph = glyphs.glyph(query.state)
      return (width < 4 ? glyph : glyph + " " + SafeText(query.state.word), style)
    // One style for all but the state: the eye has less to sort, and a row that changes costs half the bytes.
    case .query: return (name(query, width: width), .text)
    case .account: return (account(query, width: width), .text)
    case .dates: return (SafeText(dates(query, width: width)), .text)
    case .took:
      let isOver = query.state.isTerminal
      let time = query.elapsed(at: facts.drawnAt).map { DurationText.ran($0, isOver: isOver) }
      return (SafeText(time ?? ""), .text)
    case .rows: return (SafeText(query.resultRows.map(CountText.grouped) ?? ""), .text)
    case .error:
      // The state says that it failed; a wall of red would only shout it again.
      return (query.failure.map { error($0, width: width) } ?? "", .text)
    }
  }

  /// The code, and the message behind it where enough of it has room to say something.
  private func error(_ failure: QueryFailure, width: Int) -> SafeText {
    let message = SafeText(failure.message ?? "")
    guard let code = failure.code.map({ SafeText($0) }), !message.isEmpty else {
      return SafeText(failure.code ?? failure.message ?? "")
    }
    let room = width - code.width - 2
    return message.width > room && room < Self.leastOfMessage ? code : code + "  " + message
  }

  /// Columns of a message without which it says nothing.
  private static let leastOfMessage = 20

  private func name(_ query: BatchQuery, width: Int) -> SafeText {
    SafeText(view.target.shortName(of: query.id)).cutInMiddle(
      to: width, ellipsis: glyphs.ellipsis,
      alike: facts.batches[view.target]?.names.ids ?? .none)
  }

  /// The first account, and how many more.
  private func account(_ query: BatchQuery, width: Int) -> SafeText {
    guard let first = query.accounts.first else { return .empty }
    let more: SafeText =
      query.accounts.count == 1 ? .empty : SafeText(" +\(query.accounts.count - 1)")
    let name = SafeText(first).cutInMiddle(
      to: max(1, width - more.width), ellipsis: glyphs.ellipsis,
      alike: facts.batches[view.target]?.names.accounts ?? .none)
    return name + more
  }

  /// The days, without their year where a range has no room with it.
  private func dates(_ query: BatchQuery, width: Int) -> String {
    guard let start = query.startDate else { return "" }
    guard let end = query.endDate, end != start else { return start }
    let whole = "\(start)\(glyphs.dash)\(end)"
    guard whole.count > width, start.count == 10, end.count == 10 else { return whole }
    return "\(start.dropFirst(5))\(glyphs.dash)\(end.dropFirst(5))"
  }
}
