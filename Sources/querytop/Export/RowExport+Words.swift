import QueryCore

extension RowExport.Progress {
  /// How far it is, for a line that is written over: rows, share, speed, the time the rest takes.
  nonisolated var words: String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0.5 ? Double(rows) / seconds : nil
    let total = totalRows.map { " of \(CountText.grouped($0))" } ?? ""
    var parts = ["\(CountText.grouped(rows))\(total) rows"]
    if let totalRows { parts.append(PercentText.of(min(rows, totalRows), totalRows)) }
    if let rate { parts.append("\(CountText.grouped(Int(rate))) rows/s") }
    if let rate, rate > 0, let totalRows, totalRows > rows {
      let left = Double(totalRows - rows) / rate
      parts.append("\(DurationText.short(.seconds(min(left, 1e9)))) left")
    }
    return parts.joined(separator: "  ")
  }

  /// What was saved.
  nonisolated var sentence: String {
    let size = CountText.of(bytes, "byte", "bytes")
    let time = elapsed < .seconds(1) ? "less than a second" : DurationText.short(elapsed)
    return "\(CountText.of(rows, "row", "rows")), \(size) in \(time)"
  }
}
