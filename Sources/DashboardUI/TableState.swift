/// The cursor of a list.
///
/// It follows an identity, not a row number, once a person has moved it.
package struct TableState: Hashable, Sendable {
  /// The identity under the cursor; nil while the cursor has never been moved and rests on whatever is first.
  package private(set) var selected: String?
  /// Where the cursor is.
  package private(set) var index = 0
  /// The first row shown.
  package private(set) var offset = 0

  package init() {}

  /// Finds the cursor again after the list or the height changed, and scrolls so that it is shown.
  ///
  /// When its identity has left the list, the cursor keeps its place.
  package mutating func follow(_ ids: [String], height: Int) {
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
  package mutating func move(to row: Int, in ids: [String], height: Int) {
    guard !ids.isEmpty else { return }
    index = max(0, min(row, ids.count - 1))
    selected = ids[index]
    follow(ids, height: height)
  }

  /// Scrolls by rows; the cursor stays on screen.
  package mutating func scroll(by rows: Int, in ids: [String], height: Int) {
    offset = max(0, min(offset + rows, ids.count - max(1, height)))
    move(to: max(offset, min(index, offset + max(1, height) - 1)), in: ids, height: height)
  }

  /// Puts the cursor on the first row and unbinds it.
  package mutating func rest() {
    selected = nil
    index = 0
    offset = 0
  }

  /// Looks near the old place first: most of the time little has moved.
  private func find(_ id: String, in ids: [String]) -> Int? {
    if ids.indices.contains(index), ids[index] == id { return index }
    return ids.firstIndex(of: id)
  }
}
