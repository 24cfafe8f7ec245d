import FoundationEssentials
import QueryCore
import TextCanvas

/// The queries of the batch, a row each.
///
/// ```
/// ╭ Queries ─────────────────────────────────── 26 of 800 ╮
/// │ STATE▲      QUERY      ACCOUNT       DATES        TIME   ROWS  ERROR
/// │ ✗ failed    query_17   123-456-7890  2026-10-03  1m05s      –  QUERY_ACCOUNT_UNAVAILABLE …
/// ╰───────────────────────────────────────────────────────╯
/// ```
struct QueriesPanel {
  let view: BatchView
  let facts: Facts
  let batch: BatchDetail

  private var glyphs: GlyphSet { facts.options.glyphs }

  static func box(in rect: Rect) -> ListBox {
    ListBox(rect, isOpen: BatchLayout.isOpen(rect))
  }

  /// The column whose header lies under the pointer.
  static func header(of view: BatchView, _ facts: Facts, atX x: Int, y: Int, in rect: Rect)
    -> QueryColumn?
  {
    let inside = box(in: rect).inside
    guard y == inside.y else { return nil }
    let spans = table(of: view, facts).spans(in: inside)
    return spans.last { $0.x <= x - inside.x }.map { QueryColumn.allCases[$0.column] }
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    let shown = view.visible.ids.count
    let total = batch.queries.count
    let count =
      shown == total
      ? CountText.grouped(total) : "\(CountText.grouped(shown)) of \(CountText.grouped(total))"
    if BatchLayout.isOpen(rect) {
      frame.fill(rect, with: .blank)
    } else {
      PanelBox.draw(
        on: &frame, rect, title: "Queries", trailing: SafeText(count), borders: glyphs.borders,
        focused: view.focus == .queries)
    }
    let inside = Self.box(in: rect).inside
    guard shown > 0 else {
      let text: SafeText =
        total == 0 ? "the batch lists no queries" : "no query matches: Esc shows all"
      frame.put(text, x: inside.x, y: inside.y, width: inside.width, style: Style(.muted))
      return
    }
    let changed = facts.batches[view.target]?.changed ?? []
    Self.table(of: view, facts).draw(on: &frame, in: inside) { row, column in
      let query = batch.queries[view.visible.indices[row]]
      return cell(QueryColumn.allCases[column], of: query, hasChanged: changed.contains(query.id))
    }
  }

  private static func table(of view: BatchView, _ facts: Facts) -> TextTable {
    let column = QueryColumn.allCases.firstIndex(of: view.order.column) ?? 0
    return TextTable(
      columns: columns(isOpen: BatchLayout.isOpen(facts.area)), rowCount: view.visible.ids.count,
      offset: view.queries.offset,
      selected: view.queries.index,
      sort: TableSort(column: column, isAscending: !view.order.isReversed),
      isFocused: view.focus == .queries, glyphs: facts.options.glyphs)
  }

  /// The columns: without boxes there is room for the state's sign alone, and an error's code goes last.
  private static func columns(isOpen: Bool) -> [TableColumn] {
    QueryColumn.allCases.map { shape($0, isOpen: isOpen) }
  }

  private static func shape(_ column: QueryColumn, isOpen: Bool) -> TableColumn {
    let title = SafeText(column.title)
    return switch column {
    case .state: TableColumn(isOpen ? "" : title, minimum: isOpen ? 1 : 11, priority: 9)
    case .query: TableColumn(title, minimum: 10, ideal: 12, priority: 7)
    case .account: TableColumn(title, minimum: 14, ideal: 16, maximum: 24, flex: 1, priority: 5)
    case .dates: TableColumn(title, minimum: 10, ideal: 10, maximum: 21, flex: 1, priority: 6)
    case .time: TableColumn(title, minimum: 6, alignment: .right, priority: 4)
    case .rows: TableColumn(title, minimum: 7, alignment: .right, priority: 2)
    case .error: TableColumn(title, minimum: 16, ideal: 26, flex: 8, priority: 8)
    }
  }

  private func cell(_ column: QueryColumn, of query: BatchQuery, hasChanged: Bool)
    -> (SafeText, Style)
  {
    switch column {
    case .state:
      // An end is marked for one refresh; a start shows by its place and its time.
      let isMarked = hasChanged && query.state.isTerminal
      let style = Style(query.state.role, isMarked ? .bold : [])
      let sign = glyphs.glyph(query.state)
      return BatchLayout.isOpen(facts.area)
        ? (sign, style) : (sign + " " + SafeText(query.state.word), style)
    // One style for all but the state: the eye has less to sort, and a row that changes costs half the bytes.
    case .query: return (SafeText(view.target.shortName(of: query.id)), .text)
    case .account: return (SafeText(accounts(query)), .text)
    case .dates: return (SafeText(dates(query)), .text)
    case .time:
      return (SafeText(query.elapsed(at: facts.drawnAt).map(DurationText.short) ?? ""), .text)
    case .rows: return (SafeText(query.resultRows.map(CountText.grouped) ?? ""), .text)
    case .error:
      guard let failure = query.failure else { return ("", .text) }
      let words = [failure.code, failure.message].compactMap(\.self).joined(separator: "  ")
      // The state says that it failed; a wall of red would only shout it again.
      return (SafeText(words), .text)
    }
  }

  private func accounts(_ query: BatchQuery) -> String {
    guard let first = query.accounts.first else { return "" }
    return query.accounts.count == 1 ? first : "\(first) +\(query.accounts.count - 1)"
  }

  private func dates(_ query: BatchQuery) -> String {
    guard let start = query.startDate else { return "" }
    guard let end = query.endDate, end != start else { return start }
    return "\(start)\(glyphs.dash)\(end)"
  }
}
