extension ByteWriter {
  /// What is written at once, in bytes; one row may be more.
  private static let enough = 256 << 10

  /// An array of the rows of a page from `first` on that are sure to fit; `first` is then the one behind them.
  ///
  /// - Parameters:
  ///   - fixed: bytes a row takes whatever is in it.
  ///   - growth: bytes one byte of a string may become; other texts stay as they are.
  ///   - write: writes the row of a number.
  @inline(__always)
  static func array(
    of page: ResultPage, from first: inout Int, fixed: Int, growth: Int,
    _ write: (_ row: Int, inout ByteWriter) -> Void
  ) -> [UInt8] {
    let slots = page.memory.slots
    let width = page.columnCount
    func most(_ row: Int) -> Int {
      var size = fixed
      for slot in slots[(row * width)..<((row + 1) * width)] {
        size += slot.length * (slot.kind >= .string ? growth : 1)
      }
      return size
    }
    var row = first
    defer { first = row }
    let room = max(enough, most(row))
    return array(atMost: room) { out in
      let end = out.next + room
      while row < page.rowCount, end - out.next >= most(row) {
        write(row, &out)
        row += 1
      }
    }
  }
}
