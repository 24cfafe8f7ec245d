import QueryCore
import TextCanvas

extension DashboardState {
  /// Moves the cursor, or scrolls, in whatever has the keys.
  mutating func move(_ action: Action) {
    if case .help(let offset) = mode {
      mode = .help(
        offset: destination(action, from: offset, page: bodyRect.height, count: .max / 2))
      return
    }
    switch top.screen {
    case .query, .batchQuery:
      top.scroll = destination(action, from: top.scroll, page: bodyRect.height, count: .max / 2)
    case .targets:
      moveRows(action, ids: snapshot.targets.map(\.target.description))
    case .requests:
      moveRows(action, ids: requestIDs)
    case .results: moveInResults(action)
    case .batch(let target):
      if top.focus == .causes {
        let ids = causeIDs(of: target)
        let row = destination(
          action, from: top.causes.index, page: causesHeight, count: ids.count)
        top.causes.move(to: row, in: ids, height: causesHeight)
      } else if showsMap {
        moveOnMap(action, of: target)
      } else if action != .moveLeft, action != .moveRight {
        top.heldOrder = arrangement.ids
        moveRows(action, ids: arrangement.ids)
      }
    }
  }

  private mutating func moveRows(_ action: Action, ids: [String]) {
    let row = destination(action, from: top.rows.index, page: listHeight, count: ids.count)
    top.rows.move(to: row, in: ids, height: listHeight)
    // At the top the cursor is at rest again, and rows may move.
    if action == .first {
      top.rows.rest()
      if top.heldOrder != nil { choose { _ in } }
    }
  }

  /// Moves by cells: a cell to the side is one item, or as many as share a cell; a row is a line of cells.
  private mutating func moveOnMap(_ action: Action, of target: Target) {
    let layout = mapLayout(of: target)
    let (cell, line) = (layout.itemsPerCell, layout.itemsPerCell * max(1, layout.rect.width))
    let index = top.map.index
    let place =
      switch action {
      case .moveLeft: index - cell
      case .moveRight: index + cell
      case .moveUp: index < line ? index : index - line
      case .moveDown: index + line < layout.count ? index + line : index
      default: destination(action, from: index, page: line, count: layout.count)
      }
    top.map.move(to: place, in: batch(target)?.queries.map(\.id) ?? [], height: layout.count)
  }

  func destination(_ action: Action, from row: Int, page: Int, count: Int) -> Int {
    let page = max(1, page)
    return switch action {
    case .moveDown: row + 1
    case .moveUp: row - 1
    case .halfPageDown: row + max(1, page / 2)
    case .halfPageUp: row - max(1, page / 2)
    case .pageDown: row + page
    case .pageUp: row - page
    case .first: 0
    case .last: count - 1
    default: row
    }
  }
}
