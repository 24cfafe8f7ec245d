/// Some rows of a page that can be written at once, and the bytes they may become.
struct RowStretch {
  private(set) var rows: Range<Int>
  private(set) var most = 0

  /// What is written at once; one row may be more.
  private static let enough = 256 << 10

  /// Takes the rows from `first` on that are sure to fit.
  ///
  /// - Parameters:
  ///   - fixed: bytes a row takes whatever is in it.
  ///   - growth: bytes one byte of a string may become; other texts stay as they are.
  init(of page: ResultPage, from first: Int, fixed: Int, growth: Int) {
    rows = first..<first
    let slots = page.memory.slots
    let width = page.columnCount
    for row in first..<page.rowCount {
      var size = fixed
      for slot in slots[(row * width)..<((row + 1) * width)] {
        size += slot.length * (slot.kind >= .string ? growth : 1)
      }
      guard rows.isEmpty || most + size <= Self.enough else { break }
      most += size
      rows = first..<(row + 1)
    }
  }
}
