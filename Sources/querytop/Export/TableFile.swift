/// What stands in a table's file: the header, and below it stretches of records that have one number of fields each.
///
/// Kept so that the file can be made wider in place, without a second copy of the rows on the disk.
nonisolated struct TableFile {
  /// Records that were written at once.
  private struct Stretch {
    let columns: Int
    let rows: Int
    let bytes: Int
  }

  /// Columns of the header.
  private(set) var columns = 0
  private var header = 0
  private var stretches: [Stretch] = []

  /// Records the header, which is the first of all.
  mutating func begin(columns: Int, bytes: Int) {
    self.columns = columns
    header = bytes
  }

  /// Records what was written behind all that was there.
  mutating func add(columns: Int, rows: Int, bytes: Int) {
    stretches.append(Stretch(columns: columns, rows: rows, bytes: bytes))
  }

  /// Bytes the file will have under another header, once every record has so many columns: a separator more for
  /// each that it lacks.
  func bytes(under header: [UInt8], _ columns: Int) -> Int {
    stretches.reduce(header.count) { $0 + $1.bytes + $1.rows * (columns - $1.columns) }
  }

  /// Puts another header in the place of the first, and fills up records to so many columns.
  ///
  /// From the last stretch to the first: each moves towards the end, where everything has been moved already.
  ///
  /// - Parameter fill: adds so many empty fields to each of some records.
  /// - Returns: the file's bytes.
  /// - Throws: `ExportProblem`.
  mutating func widen(
    _ file: ExportFile, under header: [UInt8], _ columns: Int,
    filling fill: ([UInt8], Int) -> [UInt8]
  ) throws(ExportProblem) -> Int {
    let total = bytes(under: header, columns)
    var from = stretches.reduce(self.header) { $0 + $1.bytes }
    var to = total
    for (index, stretch) in stretches.enumerated().reversed() {
      from -= stretch.bytes
      let lacking = columns - stretch.columns
      let records = fill(try file.bytes(in: from..<from + stretch.bytes), lacking)
      guard records.count == stretch.bytes + stretch.rows * lacking else {
        throw file.call.problem(.replaced)
      }
      to -= records.count
      try file.replace(at: to, with: records)
      stretches[index] = Stretch(columns: columns, rows: stretch.rows, bytes: records.count)
    }
    try file.replace(at: 0, with: header)
    (self.columns, self.header) = (columns, header.count)
    return total
  }
}
