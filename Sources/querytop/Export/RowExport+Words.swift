import QueryCore
import ResultTables

extension RowExport.Progress {
  /// How far it is, for a line that is written over: rows, share, speed, the time the rest takes.
  nonisolated var words: String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0.5 ? Double(rows) / seconds : nil
    let total = totalRows.map { " of \(CountText.grouped($0))" } ?? ""
    var parts = ["\(CountText.grouped(rows))\(total) rows"]
    if let queries {
      parts.append(
        "\(CountText.grouped(queries.read)) of \(CountText.grouped(queries.all)) queries")
      if queries.alive > 0 {
        return (parts + ["waiting for \(CountText.grouped(queries.alive))"]).joined(separator: "  ")
      }
    }
    if let totalRows { parts.append(PercentText.of(min(rows, totalRows), totalRows)) }
    if let rate { parts.append("\(CountText.grouped(Int(rate))) rows/s") }
    if let rate, rate > 0, let totalRows, totalRows > rows {
      let left = Double(totalRows - rows) / rate
      parts.append("\(DurationText.short(.seconds(min(left, 1e9)))) left")
    }
    return parts.joined(separator: "  ")
  }

  /// What a reader of a pipe waits for; nil where no query is waited for.
  nonisolated func waitingSentence(_ format: RowFormat) -> String? {
    guard let queries, queries.alive > 0 else { return nil }
    let alive = CountText.grouped(queries.alive)
    let all = CountText.of(queries.all, "query", "queries")
    let when =
      format.isTable
      ? "rows are written when all have ended, since the header needs every column"
      : "rows are written as they end, in the order of submission"
    return "waiting for \(alive) of \(all); \(when)"
  }

  /// What of the answers was no text, where, and what became of it; nil where all of it was.
  nonisolated var repairSentence: String? {
    guard let first = repairs.first else { return nil }
    let count = repairs.reduce(0) { $0 + $1.repair.count }
    let rows =
      first.rows.isEmpty
      ? "the answer" : "the answer with row \(CountText.grouped(first.rows.lowerBound + 1)) first"
    return """
      \(CountText.of(count, "place was", "places were")) not text: bytes that are no UTF-8 became U+FFFD, \
      control characters stayed; the first is byte \(CountText.grouped(first.repair.firstByte)) of \(rows)
      """
  }

  /// What was saved.
  nonisolated var sentence: String {
    let size = CountText.of(bytes, "byte", "bytes")
    let time = elapsed < .seconds(1) ? "less than a second" : DurationText.short(elapsed)
    return "\(CountText.of(rows, "row", "rows")), \(size) in \(time)"
  }
}

/// What was mended in one answer, and the rows that came in it.
nonisolated struct RowRepair: Hashable, Sendable {
  let repair: TextRepair
  let rows: Range<Int>
}
