import ResultTables

/// A page made of hostile bytes, and what must hold of it.
struct FuzzedPage {
  let page: ResultPage

  /// One for each layout, for all inputs: each begins with what the last left behind.
  static let decoders = [
    ResultLayout(rows: ["d"]), ResultLayout(rows: []),
    ResultLayout(rows: ["d", "r"], names: ["d", "f"]), ResultLayout(rows: ["r"], names: ["c"]),
  ].map { ResultPageDecoder(layout: $0) }

  func check() {
    for row in 0..<page.rowCount {
      for column in page.names.indices { check(row, column) }
    }
    var statistics = ColumnStatistics()
    for column in page.names.indices { statistics.add(page, column: column) }
    let hits = ResultSearch("aé").count(in: page) + ResultSearch("0").count(in: page)
    precondition(hits <= 2 * page.rowCount * page.columnCount)
    _ = write(.csv)
    _ = write(.ndjson)
    checkAgain()
  }

  private func check(_ row: Int, _ column: Int) {
    let isText = page.withUTF8(row: row, column: column) { bytes in
      String(validating: bytes, as: UTF8.self) != nil
    }
    precondition(isText, "a cell holds bytes that are not UTF-8")
  }

  /// Writes the page as JSON and reads that: the same cells, for those the first reading took.
  private func checkAgain() {
    do {
      let written = write(.json)
      let again = try ResultPageDecoder(layout: ResultLayout(rows: [])).decode(written).page
      precondition(again.rowCount == page.rowCount, "other rows than were written")
      for row in 0..<page.rowCount {
        let left = page.names.indices.map { page.cell(row: row, column: $0) }
        let right = again.names.indices.map { again.cell(row: row, column: $0) }
        precondition(Self.tally(left) == Self.tally(right), "other cells than were written")
      }
    } catch {
      preconditionFailure("what was written cannot be read: \(error)")
    }
  }

  /// How often each cell is there: columns may come back in another order.
  private static func tally(_ cells: [ResultCell]) -> [ResultCell: Int] {
    cells.reduce(into: [:]) { if $1 != .missing { $0[$1, default: 0] += 1 } }
  }

  private func write(_ format: RowFormat) -> [UInt8] {
    var writer = RowWriter(format, columns: page.names)
    var bytes = writer.beginning()
    var row = 0
    do {
      while row < page.rowCount { bytes += try writer.write(page, from: &row) }
    } catch {
      preconditionFailure("\(error)")
    }
    return bytes + writer.end()
  }
}
