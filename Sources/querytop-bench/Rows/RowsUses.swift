import ResultTables

/// How fast a decoded page is searched, summed up and written.
struct RowsUses {
  private let page: ResultPage
  private static let rounds = 40

  init(of page: ResultPage) {
    self.page = page
  }

  func findings() throws -> [Finding] {
    // The cells' text, without the eight bytes that each has besides.
    let bytes = page.byteCount - page.rowCount * page.columnCount * 8
    var findings = try [("absent text", "zebra", 300.0), ("common text", "campaign", nil)].map {
      name, needle, bound in
      let search = ResultSearch(needle)
      let time = try best { search.count(in: page) }
      return Finding(
        "search, \(name)", Double(bytes) / 1e6 / (time / .seconds(1)), "MB/s",
        bound: bound.map { .atLeast($0) }, peer: "\(time.milliseconds) ms")
    }
    let search = ResultSearch("кофейня")
    findings.append(
      Finding("search beyond ASCII", try best { search.count(in: page) }.milliseconds, "ms"))
    let summary = try best {
      var all = page.names.map { _ in ColumnStatistics() }
      for column in all.indices { all[column].add(page, column: column) }
      return all[0].rows
    }
    findings.append(Finding("statistics, ten columns", summary.milliseconds, "ms"))
    for format in RowFormat.allCases {
      var size = 0
      let time = try best {
        size = try written(format)
        return size
      }
      findings.append(
        Finding(
          "writing \(format.rawValue)", Double(size) / 1e6 / (time / .seconds(1)), "MB/s",
          bound: .atLeast(200), peer: "\(size) B"))
    }
    return findings
  }

  private func written(_ format: RowFormat) throws -> Int {
    var writer = RowWriter(format, columns: page.names)
    var size = writer.beginning().count
    var row = 0
    while row < page.rowCount { size += try writer.write(page, from: &row).count }
    return size + writer.end().count
  }

  /// The best time of some; every result has to be the same.
  private func best(_ body: () throws -> Int) throws -> Duration {
    let clock = ContinuousClock()
    let wanted = try body()
    var best = Duration.seconds(3600)
    for _ in 0..<Self.rounds {
      var result = 0
      best = min(best, try clock.measure { result = try body() })
      guard result == wanted else { throw BenchError("the same page gave another result") }
    }
    return best
  }
}
