/// Looks for a text in the cells of pages, in any case.
///
/// What is nothing to see, null and missing, holds no text; an empty needle is found nowhere. An ASCII
/// needle is compared byte by byte with ASCII letters alike in both cases; any other by Unicode's case
/// folding of both sides, one character for one or several, without regard to locale, and by canonical
/// equivalence: é is é, whether it is one scalar or two.
package struct ResultSearch: Hashable, Sendable {
  private let needle: FoldedNeedle

  package init(_ text: String) {
    needle = FoldedNeedle(text)
  }

  /// Whether a cell's text holds the needle.
  package func isIn(_ page: ResultPage, row: Int, column: Int) -> Bool {
    page.withUTF8(row: row, column: column) { isIn($0) }
  }

  /// Whether UTF-8 holds the needle; the bytes are read within the call only.
  package func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    needle.isIn(text)
  }

  /// Whether any cell of a row holds the needle.
  func isIn(_ page: ResultPage, row: Int) -> Bool {
    (0..<page.columnCount).contains { isIn(page, row: row, column: $0) }
  }

  /// The cells of a page that hold the needle.
  package func count(in page: ResultPage) -> Int {
    guard mayBe(in: page) else { return 0 }
    return page.memory.slots.count { needle.isIn(page.memory.text($0)) }
  }

  /// The rows of a page with a hit in any column, rising.
  package func rows(in page: ResultPage) -> [Int] {
    guard mayBe(in: page) else { return [] }
    let width = page.columnCount
    let (slots, memory) = (page.memory.slots, page.memory)
    return (0..<page.rowCount).filter { row in
      slots[(row * width)..<((row + 1) * width)].contains { needle.isIn(memory.text($0)) }
    }
  }

  /// The first hit behind a cell, row by row and in a row from left to right; nil where there is none.
  ///
  /// - Parameter cell: nil begins at the first cell.
  package func next(in page: ResultPage, after cell: ResultPlace?) -> ResultPlace? {
    let start = cell.map { $0.row * page.columnCount + $0.column + 1 } ?? 0
    let slots = page.memory.slots
    guard start < slots.count, mayBe(in: page) else { return nil }
    let hit = slots[max(start, 0)...].firstIndex { needle.isIn(page.memory.text($0)) }
    return hit.map { ResultPlace(row: $0 / page.columnCount, column: $0 % page.columnCount) }
  }

  /// The last hit before a cell; nil where there is none.
  ///
  /// - Parameter cell: nil begins at the last cell.
  package func previous(in page: ResultPage, before cell: ResultPlace?) -> ResultPlace? {
    let slots = page.memory.slots
    let end = cell.map { min($0.row * page.columnCount + $0.column, slots.count) } ?? slots.count
    guard end > 0, mayBe(in: page) else { return nil }
    let hit = slots[..<end].lastIndex { needle.isIn(page.memory.text($0)) }
    return hit.map { ResultPlace(row: $0 / page.columnCount, column: $0 % page.columnCount) }
  }

  /// False where no cell can hold the needle.
  ///
  /// Most pages have no hit, and are done with one pass over the arena, in which a text may run from one
  /// cell into the next but none is left out. To fold the arena would cost as much as its cells.
  private func mayBe(in page: ResultPage) -> Bool {
    !needle.isASCII || needle.isIn(page.memory.arena)
  }
}

/// A cell's place in a page or a result.
package struct ResultPlace: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
