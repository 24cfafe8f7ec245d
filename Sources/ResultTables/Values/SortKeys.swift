/// What rows are ordered by, a key for each row; rows whose values are equal share one.
package struct SortKeys: Hashable, Sendable {
  private var keys = ByteInterner()
  /// The number of each row's key.
  private var rows: [UInt32] = []
  private var scratch: [UInt8] = []

  package init() {}

  /// Takes in the next row, by a column of the result.
  package mutating func add(_ row: ResultRow, column: Int) {
    row.withUTF8(column) { add(row.kind(column), $0) }
  }

  /// Takes in a cell by itself.
  mutating func add(_ cell: ResultCell) {
    Array(cell.text.utf8).withUnsafeBufferPointer { add(cell.kind, $0) }
  }

  private mutating func add(_ kind: CellKind, _ text: UnsafeBufferPointer<UInt8>) {
    scratch.removeAll(keepingCapacity: true)
    SortKey.append(kind, text, to: &scratch)
    // Only beyond four thousand million keys, or 4 GiB of them, there is no room.
    let number = scratch.withUnsafeBufferPointer { keys.number(of: $0) }
    rows.append(UInt32(number ?? 0))
  }

  /// The rows in order, by their places: equal ones stay as they came, in both directions, and those without a
  /// value come last.
  package func order(isDescending: Bool) -> [UInt32] {
    var sorted = (0..<keys.count).map { UInt32($0) }
    sorted.sort { keys.isLess(Int($0), Int($1)) }
    if isDescending {
      let end = sorted.firstIndex { key in
        keys.withText(Int(key)) { ($0.first ?? 0) >= SortKey.firstWithoutValue }
      }
      sorted[..<(end ?? sorted.count)].reverse()
    }
    var next = [UInt32](repeating: 0, count: keys.count)
    for key in rows { next[Int(key)] += 1 }
    var start: UInt32 = 0
    for key in sorted {
      let count = next[Int(key)]
      next[Int(key)] = start
      start += count
    }
    var order = [UInt32](repeating: 0, count: rows.count)
    for (row, key) in rows.enumerated() {
      order[Int(next[Int(key)])] = UInt32(row)
      next[Int(key)] += 1
    }
    return order
  }
}
