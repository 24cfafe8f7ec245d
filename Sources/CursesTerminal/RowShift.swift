import TextCanvas

/// Rows of a frame that stood some lines lower or higher in the frame before, as those of a list do when it scrolls.
nonisolated struct RowShift: Equatable {
  /// The rows that differ, from the first to the last: most of them have moved.
  let rows: Range<Int>
  /// How many lines up, below 0 down.
  let lines: Int

  /// - Returns: nil where too little has moved to be worth it.
  init?(from old: Frame, to new: Frame, within count: Int) {
    guard old.size == new.size else { return nil }
    let all = 0..<min(new.size.rows, count)
    guard let first = all.first(where: { !new.hasRow($0, of: old) }),
      let last = all.last(where: { !new.hasRow($0, of: old) }), last - first >= 4
    else { return nil }
    let moved = first..<last + 1
    // One row alone may be the one under the cursor, which looks like none of the frame before.
    for probe in [first + moved.count / 3, first + moved.count * 2 / 3] {
      guard
        let place = moved.first(where: { $0 != probe && new.hasRow(probe, of: old, at: $0) })
      else { continue }
      let shift = place - probe
      let kept = moved.count {
        moved.contains($0 + shift) && new.hasRow($0, of: old, at: $0 + shift)
      }
      if kept * 2 > moved.count {
        (rows, lines) = (moved, shift)
        return
      }
    }
    return nil
  }

  /// Where a row stood in the frame before; nil for one that has come in.
  func origin(of row: Int) -> Int? {
    guard rows.contains(row) else { return row }
    return rows.contains(row + lines) ? row + lines : nil
  }
}
