/// The rows of one page of a result, by columns: an arena of UTF-8, and for each column a slot a row.
///
/// Immutable, and shared by reference: a page is some megabytes. Equal means the same page.
package final class ResultPage: Sendable {
  /// The columns' names, in order of first appearance.
  package let names: [String]
  package let rowCount: Int
  private let arena: [UInt8]
  /// By column, then by row.
  private let slots: [[CellSlot]]

  init(names: [String], rowCount: Int, arena: [UInt8], slots: [[CellSlot]]) {
    self.names = names
    self.rowCount = rowCount
    self.arena = arena
    self.slots = slots
  }

  /// Makes a page of given cells; a row that is too short is filled up with missing ones.
  package convenience init(names: [String], rows: [[ResultCell]]) {
    var arena: [UInt8] = []
    var slots = [[CellSlot]](repeating: [], count: names.count)
    for row in rows {
      for column in names.indices {
        let cell = column < row.count ? row[column] : .missing
        let text = Array(cell.text.utf8)
        slots[column].append(
          CellSlot(offset: UInt32(arena.count), length: text.count, kind: cell.kind))
        arena += text
      }
    }
    self.init(names: names, rowCount: rows.count, arena: arena, slots: slots)
  }

  package var columnCount: Int { names.count }

  /// The memory it holds, in bytes.
  package var byteCount: Int {
    arena.count + slots.count * rowCount * MemoryLayout<CellSlot>.stride
  }

  /// What stands in a cell; missing for a place outside the page.
  package func kind(row: Int, column: Int) -> CellKind {
    slot(row, column).kind
  }

  /// A cell's text: numbers as their source text, nested values as compact JSON, nothing for null and
  /// missing.
  package func text(row: Int, column: Int) -> String {
    withUTF8(row: row, column: column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads a cell's text without copying it; the bytes are valid during the call only.
  package func withUTF8<Result>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let slot = slot(row, column)
    return try arena.withUnsafeBufferPointer { bytes in
      try body(
        UnsafeBufferPointer(rebasing: bytes[Int(slot.offset)..<(Int(slot.offset) + slot.length)]))
    }
  }

  private func slot(_ row: Int, _ column: Int) -> CellSlot {
    guard slots.indices.contains(column), slots[column].indices.contains(row) else {
      return .missing
    }
    return slots[column][row]
  }
}

extension ResultPage: Hashable {
  package static func == (left: ResultPage, right: ResultPage) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
