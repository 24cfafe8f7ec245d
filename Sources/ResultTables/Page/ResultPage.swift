import CResultParser

/// The rows of one page of a result: an arena of UTF-8, and a slot of eight bytes for each cell.
///
/// Immutable, and shared by reference: a page is some megabytes. Equal means the same page.
package final class ResultPage: Sendable {
  /// The columns' names, in order of first appearance.
  package let names: [String]
  package let rowCount: Int
  let memory: PageMemory

  init(names: [String], rowCount: Int, memory: PageMemory) {
    self.names = names
    self.rowCount = rowCount
    self.memory = memory
  }

  /// Takes over what the parser made, without copying the cells.
  convenience init(taking page: inout cresult_page) {
    let count = Int(page.columns)
    let slots = UnsafeRawBufferPointer(
      start: page.name_slots, count: count * MemoryLayout<CellSlot>.stride)
    let bytes = UnsafeBufferPointer(start: page.names, count: Int(page.names_size))
    let names = (0..<count).map { column in
      let slot = slots.load(
        fromByteOffset: column * MemoryLayout<CellSlot>.stride, as: CellSlot.self)
      return String(decoding: bytes[slot.range], as: UTF8.self)
    }
    self.init(names: names, rowCount: Int(page.rows), memory: PageMemory(taking: &page))
  }

  /// Makes a page of given cells; a row that is too short is filled up with missing ones.
  package convenience init(names: [String], rows: [[ResultCell]]) {
    var arena: [UInt8] = []
    var slots: [CellSlot] = []
    for row in rows {
      for column in names.indices {
        let cell = column < row.count ? row[column] : .missing
        let text = Array(cell.text.utf8)
        slots.append(CellSlot(offset: UInt32(arena.count), length: text.count, kind: cell.kind))
        arena += text
      }
    }
    self.init(
      names: names, rowCount: rows.count, memory: PageMemory(arena: arena, slots: slots))
  }

  /// The same rows under other names: those given, and numbers for the columns beyond.
  package func named(_ names: [String]) -> ResultPage {
    ResultPage(names: Self.names(names, to: columnCount), rowCount: rowCount, memory: memory)
  }

  /// The rows behind the first, which becomes the columns' names; the cells are shared, not copied.
  package func headedByFirstRow() -> ResultPage {
    guard rowCount > 0 else { return self }
    let names = (0..<columnCount).map { column in
      kind(row: 0, column: column) > .null ? text(row: 0, column: column) : "\(column + 1)"
    }
    return ResultPage(
      names: names, rowCount: rowCount - 1,
      memory: PageMemory(of: memory, droppingFirst: columnCount))
  }

  private static func names(_ names: [String], to count: Int) -> [String] {
    names.prefix(count) + (min(names.count, count)..<count).map { "\($0 + 1)" }
  }

  package var columnCount: Int { names.count }

  /// The memory it holds, in bytes.
  package var byteCount: Int {
    memory.arena.count + memory.slots.count * MemoryLayout<CellSlot>.stride
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

  /// A cell by itself.
  package func cell(row: Int, column: Int) -> ResultCell {
    let text = text(row: row, column: column)
    return switch kind(row: row, column: column) {
    case .missing: .missing
    case .null: .null
    case .boolean: .boolean(text == "true")
    case .number: .number(text)
    case .string: .string(text)
    case .nested: .nested(text)
    }
  }

  /// Reads a cell's text without copying it; the bytes are valid during the call only.
  package func withUTF8<Result>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    // The memory lives at least as long as the page, and so through the call.
    try body(memory.text(slot(row, column)))
  }

  private func slot(_ row: Int, _ column: Int) -> CellSlot {
    guard names.indices.contains(column), row >= 0, row < rowCount else { return .missing }
    return memory.slots[row * names.count + column]
  }
}

extension ResultPage: Hashable {
  package static func == (left: ResultPage, right: ResultPage) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
