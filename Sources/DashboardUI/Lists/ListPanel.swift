import FoundationEssentials
import TextCanvas

/// The identities of a list's rows, from the first line on.
protocol ListIDs: RandomAccessCollection
where Element == String, Index == Int, Indices == Range<Int> {}

extension [String]: ListIDs {}

/// A list a person moves through: where the cursor is, what is in view, what is marked, and the order held meanwhile.
///
/// The cursor follows an identity, not a row number, once a person has moved it; so do the marks.
struct ListPanel: Hashable, Sendable {
  /// The identity under the cursor; nil while the cursor has never been moved and rests on whatever is first.
  private(set) var selected: String?
  /// Where the cursor is.
  private(set) var index = 0
  /// The first row shown.
  private(set) var offset = 0
  /// Whether the rows a person is moving in stay in the order they are in; otherwise they move by themselves.
  private(set) var isHeld = false
  /// When the person last did something, while the order is held.
  private var touchedAt: Date?
  /// The identities that are marked; some may be filtered out, or gone from the list.
  private(set) var marks: Set<String> = []
  /// What the cursor was on before a person chose rows without it; it goes back there once that is listed again.
  private var missed: String?

  /// How long the order is held after the last key.
  static let holdSeconds = 5.0

  init() {}

  /// Finds the cursor again after the list or the height changed, and scrolls so that it is shown.
  ///
  /// A cursor that rows were put before or taken from keeps its line on the screen, unless the first row was in view: it
  /// stays there, and what comes in above it is seen. When its identity has left the list, the cursor keeps its place.
  mutating func reconcile(with ids: some ListIDs, height: Int) {
    if let selected, let found = find(selected, in: ids) {
      if offset > 0 { offset += found - index }
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

  /// A person has chosen other rows, or another order: the cursor stays on its row, and while that is not listed is at rest on
  /// the first.
  mutating func follow(in ids: some ListIDs) {
    guard let wanted = selected ?? missed else { return }
    if ids.contains(wanted) {
      (selected, missed) = (wanted, nil)
    } else {
      reset()
      missed = wanted
    }
  }

  /// Moves the cursor to a row, clamped to the list, and binds it to what is there.
  mutating func move(to row: Int, in ids: some ListIDs, height: Int) {
    guard !ids.isEmpty else { return }
    index = max(0, min(row, ids.count - 1))
    (selected, missed) = (ids[index], nil)
    reconcile(with: ids, height: height)
  }

  /// Moves the cursor; at the top it is at rest again, and rows may move.
  mutating func move(_ movement: Movement, in ids: some ListIDs, height: Int) {
    if movement == .first { return reset() }
    move(
      to: movement.destination(from: index, page: height, count: ids.count), in: ids, height: height
    )
  }

  /// Scrolls by rows; the cursor stays on screen.
  mutating func scroll(by rows: Int, in ids: some ListIDs, height: Int) {
    offset = max(0, min(offset + rows, ids.count - max(1, height)))
    move(to: max(offset, min(index, offset + max(1, height) - 1)), in: ids, height: height)
  }

  /// Moves the cursor to the row drawn at a line of the screen.
  ///
  /// - Returns: whether there is one.
  mutating func click(atY y: Int, in box: ListBox, _ ids: some ListIDs) -> Bool {
    guard let row = box.row(atY: y, offset: offset), row < ids.count else { return false }
    move(to: row, in: ids, height: box.height)
    return true
  }

  /// Selects and scrolls by the mouse.
  ///
  /// - Returns: whether a row was pressed twice, which opens it.
  mutating func use(_ event: MouseEvent, in box: ListBox, _ ids: some ListIDs) -> Bool {
    switch event {
    case .pressed(_, let y): _ = click(atY: y, in: box, ids)
    case .doublePressed(_, let y): return click(atY: y, in: box, ids)
    case .wheelUp, .wheelDown: scroll(by: event.wheelRows, in: ids, height: box.height)
    }
    return false
  }

  /// Puts the cursor on the first row, unbinds it and releases the order; marks stay.
  mutating func reset() {
    (selected, missed) = (nil, nil)
    index = 0
    offset = 0
    release()
  }

  /// Looks near the old place first: most of the time little has moved.
  private func find(_ id: String, in ids: some ListIDs) -> Int? {
    if ids.indices.contains(index), ids[index] == id { return index }
    return ids.firstIndex(of: id)
  }
}

// MARK: - Holding the order

extension ListPanel {
  /// Keeps the order in which the rows are, so that they stand still under the hand.
  mutating func hold(at now: Date) {
    isHeld = true
    touchedAt = now
  }

  /// Lets the rows find their places again.
  mutating func release() {
    isHeld = false
    touchedAt = nil
  }

  /// A key was pressed: an order that is held is held on.
  mutating func touch(at now: Date) {
    if touchedAt != nil { touchedAt = now }
  }

  /// Whether the order has been held for long enough since the last key.
  func isHoldOver(at now: Date) -> Bool {
    touchedAt.map { now.timeIntervalSince($0) >= Self.holdSeconds } ?? false
  }
}

// MARK: - Marks

extension ListPanel {
  /// Marks the row under the cursor, or takes its mark away, and moves on to the next.
  mutating func toggleMark(in ids: some ListIDs, height: Int) {
    guard ids.indices.contains(index) else { return }
    toggleMarks(of: [ids[index]])
    move(to: index + 1, in: ids, height: height)
  }

  /// Marks rows; if all of them are marked, takes their marks away.
  mutating func toggleMarks(of ids: some Collection<String>) {
    if ids.allSatisfy(marks.contains) { marks.subtract(ids) } else { marks.formUnion(ids) }
  }

  mutating func unmarkAll() { marks = [] }
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
