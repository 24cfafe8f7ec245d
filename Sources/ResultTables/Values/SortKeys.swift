/// What rows are ordered by, a key for each row; rows whose values are equal share one.
package struct SortKeys: Hashable, Sendable {
  private var keys = ByteInterner()
  /// The number of each row's key.
  private var rows: [UInt32] = []
  private var scratch: [UInt8] = []
  private let mostBytes: Int

  /// - Parameters:
  ///   - rows: so many there is room for at once.
  ///   - mostBytes: memory it may take, what putting in order takes included.
  package init(rows: Int = 0, mostBytes: Int = .max) {
    self.mostBytes = mostBytes
    self.rows.reserveCapacity(rows)
  }

  /// The memory that it takes at its most, in bytes: while keys are found or, about the same, put in order, and for each
  /// row its key's number and its place.
  package var byteCount: Int { keys.byteCount + 4 * (rows.capacity + rows.count) }

  /// Takes in the next row, by a column of its page.
  ///
  /// - Returns: false where there is no room for it: then it is not taken in.
  package mutating func add(_ page: ResultPage, row: Int, column: Int) -> Bool {
    page.withUTF8(row: row, column: column) {
      add(page.kind(row: row, column: column), $0)
    }
  }

  /// Takes in the next row, by a column of the result.
  package mutating func add(_ row: ResultRow, column: Int) {
    _ = row.withUTF8(column) { add(row.kind(column), $0) }
  }

  /// Takes in a cell by itself.
  mutating func add(_ cell: ResultCell) {
    _ = Array(cell.text.utf8).withUnsafeBufferPointer { add(cell.kind, $0) }
  }

  private mutating func add(_ kind: CellKind, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    scratch.removeAll(keepingCapacity: true)
    SortKey.append(kind, text, to: &scratch)
    let capacity = rows.count < rows.capacity ? rows.capacity : 2 * max(16, rows.capacity)
    let room = mostBytes - 4 * (capacity + rows.count + 1)
    let number = scratch.withUnsafeBufferPointer { keys.number(of: $0, mostBytes: room) }
    guard let number, keys.byteCount <= room else { return false }
    rows.append(UInt32(number))
    return true
  }

  /// The rows in order, by their places: equal ones stay as they came, in both directions, and those without a
  /// value come last.
  ///
  /// No row is taken in from then on.
  package mutating func order(isDescending: Bool) -> [UInt32] {
    keys.seal()
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
