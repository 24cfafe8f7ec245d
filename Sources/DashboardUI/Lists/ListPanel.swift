import TextCanvas

/// A list a person moves through: where the cursor is, what is in view, and the order held meanwhile.
///
/// The cursor follows an identity, not a row number, once a person has moved it.
struct ListPanel: Hashable, Sendable {
  /// The identity under the cursor; nil while the cursor has never been moved and rests on whatever is first.
  private(set) var selected: String?
  /// Where the cursor is.
  private(set) var index = 0
  /// The first row shown.
  private(set) var offset = 0
  /// The order of the rows a person is moving in; nil while rows may move by themselves.
  var heldOrder: [String]?

  init() {}

  /// Finds the cursor again after the list or the height changed, and scrolls so that it is shown.
  ///
  /// When its identity has left the list, the cursor keeps its place.
  mutating func reconcile(with ids: [String], height: Int) {
    if let selected, let found = find(selected, in: ids) {
      index = found
    } else {
      index = max(0, min(index, ids.count - 1))
      if selected != nil { selected = ids.isEmpty ? nil : ids[index] }
    }
    let height = max(1, height)
    if index < offset { offset = index }
    if index >= offset + height { offset = index - height + 1 }
    offset = max(0, min(offset, ids.count - height))
  }

  /// Moves the cursor to a row, clamped to the list, and binds it to what is there.
  mutating func move(to row: Int, in ids: [String], height: Int) {
    guard !ids.isEmpty else { return }
    index = max(0, min(row, ids.count - 1))
    selected = ids[index]
    reconcile(with: ids, height: height)
  }

  /// Moves the cursor; at the top it is at rest again, and rows may move.
  mutating func move(_ movement: Movement, in ids: [String], height: Int) {
    if movement == .first { return reset() }
    move(
      to: movement.destination(from: index, page: height, count: ids.count), in: ids, height: height
    )
  }

  /// Scrolls by rows; the cursor stays on screen.
  mutating func scroll(by rows: Int, in ids: [String], height: Int) {
    offset = max(0, min(offset + rows, ids.count - max(1, height)))
    move(to: max(offset, min(index, offset + max(1, height) - 1)), in: ids, height: height)
  }

  /// Moves the cursor to the row drawn at a line of the screen.
  ///
  /// - Returns: whether there is one.
  mutating func click(atY y: Int, in box: ListBox, _ ids: [String]) -> Bool {
    guard let row = box.row(atY: y, offset: offset), row < ids.count else { return false }
    move(to: row, in: ids, height: box.height)
    return true
  }

  /// Selects and scrolls by the mouse.
  ///
  /// - Returns: whether a row was pressed twice, which opens it.
  mutating func use(_ event: MouseEvent, in box: ListBox, _ ids: [String]) -> Bool {
    switch event {
    case .pressed(_, let y): _ = click(atY: y, in: box, ids)
    case .doublePressed(_, let y): return click(atY: y, in: box, ids)
    case .wheelUp, .wheelDown: scroll(by: event.wheelRows, in: ids, height: box.height)
    }
    return false
  }

  /// Puts the cursor on the first row, unbinds it and releases the order.
  mutating func reset() {
    selected = nil
    index = 0
    offset = 0
    heldOrder = nil
  }

  /// Looks near the old place first: most of the time little has moved.
  private func find(_ id: String, in ids: [String]) -> Int? {
    if ids.indices.contains(index), ids[index] == id { return index }
    return ids.firstIndex(of: id)
  }
}

extension MouseEvent {
  /// Rows the wheel scrolls down, negative for up; 0 for a button.
  var wheelRows: Int {
    switch self {
    case .wheelUp: -3
    case .wheelDown: 3
    case .pressed, .doublePressed: 0
    }
  }
}

/// Where the rows of a list lie in its panel; a panel too small for a border is all list.
struct ListBox: Hashable, Sendable {
  /// Header and rows, without the border.
  let inside: Rect
  private let hasHeader: Bool

  /// - Parameters:
  ///   - isOpen: whether there is no border, and all of it is list but a blank column at each side.
  ///   - margin: blank columns kept at the right border.
  ///   - below: lines at the bottom that are not the list's.
  init(_ rect: Rect, hasHeader: Bool = true, isOpen: Bool = false, margin: Int = 0, below: Int = 0)
  {
    self.hasHeader = hasHeader
    let box =
      isOpen
      ? rect.inset(dx: 1, dy: 0)
      : rect.width >= 3 && rect.height >= 3
        ? Rect(
          x: rect.x + 2, y: rect.y + 1, width: rect.width - 3 - margin, height: rect.height - 2)
        : rect
    inside = box.splitBottom(below).rest
  }

  /// Rows that can be seen.
  var height: Int { hasHeader ? TextTable.bodyHeight(inside.height) : inside.height }

  /// The row drawn at a line of the screen.
  func row(atY y: Int, offset: Int) -> Int? {
    let line = y - inside.y - (hasHeader ? 1 : 0)
    return line >= 0 && line < height ? line + offset : nil
  }
}
