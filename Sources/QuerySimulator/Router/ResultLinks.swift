/// The links from one page of a Supermetrics result to its neighbours: the whole query as JSON in one
/// parameter, as that provider writes them; on the first page and the last one of them is missing.
struct ResultLinks {
  private let asked: StatusQuery
  private let previous: ClosedRange<Int>?
  private let next: ClosedRange<Int>?

  /// The links of the page with these rows out of `count`, asked for by a query.
  init(_ asked: StatusQuery, rows: Range<Int>, of count: Int) {
    self.asked = asked
    let size = max(rows.count, 1)
    next =
      rows.upperBound < count && !rows.isEmpty
      ? rows.upperBound...(rows.upperBound + size - 1) : nil
    previous =
      rows.lowerBound > 0
      ? max(0, rows.lowerBound - size)...(rows.lowerBound - 1) : nil
  }

  /// Writes the members of `paginate`.
  func write(from host: String, to json: inout JSONBytes) {
    var isFirst = true
    for (name, rows) in [("next", next), ("prev", previous)] {
      guard let rows else { continue }
      if !isFirst { json.raw(",") }
      isFirst = false
      json.string(name)
      json.raw(":")
      json.string(url(to: rows, on: host))
    }
  }

  private func url(to rows: ClosedRange<Int>, on host: String) -> String {
    let settings = asked.hidesHeader ? #","settings":{"no_headers":true}"# : ""
    // Ids are letters, digits, `_` and `-`: nothing in them to escape.
    let query = """
      {"schedule_id":"\(asked.scheduleID)","offset_start":\(rows.lowerBound),\
      "offset_end":\(rows.upperBound)\(settings)}
      """
    let escapes: [Character: String] = ["{": "%7B", "}": "%7D", "\"": "%22"]
    let escaped = query.map { escapes[$0] ?? String($0) }.joined()
    return "http://\(host)\(SimulatorRouter.pathPrefix)/query/status?json=\(escaped)"
  }
}
