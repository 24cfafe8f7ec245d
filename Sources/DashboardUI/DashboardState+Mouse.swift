import QueryCore
import TextCanvas

extension DashboardState {
  /// Click selects, double click opens, the wheel scrolls, a click on a header sorts.
  mutating func use(_ event: MouseEvent) -> [Effect] {
    guard mode == .browse else { return [] }
    switch event {
    case .pressed(let x, let y):
      click(x: x, y: y)
      return []
    case .doublePressed(let x, let y):
      return click(x: x, y: y) ? perform(.open) : []
    case .wheelUp(let x, let y):
      wheel(-3, x: x, y: y)
      return []
    case .wheelDown(let x, let y):
      wheel(3, x: x, y: y)
      return []
    }
  }

  /// Selects what lies under the pointer.
  ///
  /// - Returns: whether it was a row.
  @discardableResult
  private mutating func click(x: Int, y: Int) -> Bool {
    switch top.screen {
    case .targets:
      guard let row = TargetsPanel.row(at: y, in: bodyRect, offset: top.rows.offset),
        row < snapshot.targets.count
      else { return false }
      top.rows.move(to: row, in: snapshot.targets.map(\.target.description), height: listHeight)
      return true
    case .batch(let target): return clickBatch(target, x: x, y: y)
    case .requests:
      guard let row = RequestsPanel.row(at: y, in: bodyRect, offset: top.rows.offset),
        row < requests.count
      else { return false }
      top.rows.move(to: row, in: requestIDs, height: listHeight)
      return false
    case .query, .batchQuery: return false
    case .results: return clickResults(x: x, y: y)
    }
  }

  private mutating func clickBatch(_ target: Target, x: Int, y: Int) -> Bool {
    let layout = batchLayout(of: target)
    guard let panel = Panel.allCases.first(where: { layout[$0].contains(x: x, y: y) }) else {
      return false
    }
    top.focus = panel
    switch panel {
    case .progress:
      guard showsMap, let item = mapLayout(of: target).items(atX: x, y: y)?.lowerBound else {
        return false
      }
      top.map.move(to: item, in: batch(target)?.queries.map(\.id) ?? [], height: .max / 2)
      return true
    case .queue:
      return false
    case .causes:
      let ids = causeIDs(of: target)
      guard let row = CausesPanel.row(at: y, in: layout.causes, offset: top.causes.offset),
        row < ids.count
      else { return false }
      top.causes.move(to: row, in: ids, height: causesHeight)
      return true
    case .queries:
      if let column = QueriesPanel.header(atX: x, y: y, in: layout.queries, of: self) {
        sort(by: column)
        return false
      }
      guard let row = QueriesPanel.row(at: y, in: layout.queries, offset: top.rows.offset),
        row < arrangement.ids.count
      else { return false }
      top.heldOrder = arrangement.ids
      top.rows.move(to: row, in: arrangement.ids, height: listHeight)
      return true
    }
  }

  private mutating func wheel(_ rows: Int, x: Int, y: Int) {
    switch top.screen {
    case .targets:
      top.rows.scroll(by: rows, in: snapshot.targets.map(\.target.description), height: listHeight)
    case .requests:
      top.rows.scroll(by: rows, in: requestIDs, height: listHeight)
    case .query, .batchQuery:
      top.scroll += rows
    case .results: wheelResults(rows)
    case .batch(let target):
      if batchLayout(of: target).causes.contains(x: x, y: y) {
        top.causes.scroll(by: rows, in: causeIDs(of: target), height: causesHeight)
      } else {
        top.heldOrder = arrangement.ids
        top.rows.scroll(by: rows, in: arrangement.ids, height: listHeight)
      }
    }
  }
}
