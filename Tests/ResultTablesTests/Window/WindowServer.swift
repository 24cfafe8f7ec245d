import ResultTables

/// A server of numbered rows that answers what a window asks for.
struct WindowServer {
  var rows = 1_000_000
  /// Rows an answer has at the most, whatever was asked for.
  var cap = Int.max
  var tellsTotal = true
  /// Bytes of text in each row.
  var rowBytes = 8
  /// Requests answered so far.
  private(set) var asked: [ResultPageRequest] = []

  init(rows: Int = 1_000_000, cap: Int = .max, tellsTotal: Bool = true, rowBytes: Int = 8) {
    self.rows = rows
    self.cap = cap
    self.tellsTotal = tellsTotal
    self.rowBytes = rowBytes
  }

  mutating func answer(_ request: ResultPageRequest) -> ResultPageAnswer {
    asked.append(request)
    switch request {
    case .rows(let first, let count):
      let end = max(first, min(first + min(count, cap), rows))
      return ResultPageAnswer(page(first..<end), totalRows: tellsTotal ? rows : nil)
    case .link(let link):
      let first = link.flatMap { Int($0) } ?? 0
      let end = min(first + min(1_000, cap), rows)
      return ResultPageAnswer(page(first..<end), next: end < rows ? "\(end)" : nil)
    case .beyond:
      return ResultPageAnswer(page(rows..<rows))
    case .whole:
      return ResultPageAnswer(page(0..<rows))
    }
  }

  private func page(_ rows: Range<Int>) -> ResultPage {
    let padding = String(repeating: "x", count: rowBytes)
    return ResultPage(
      names: ["row", "padding"],
      rows: rows.map { [.number("\($0)"), .string(padding)] })
  }
}

extension ResultWindow {
  /// Brings rows into view and answers until nothing more is asked for.
  mutating func look(at rows: Range<Int>, _ server: inout WindowServer) {
    var requests = show(rows)
    while let request = requests.popLast() {
      receive(server.answer(request), for: request)
      requests += show(rows)
    }
  }

  /// The number that stands in a row; nil where it is not loaded.
  func number(_ row: Int) -> String? {
    guard case .loaded(let cells) = self.row(row) else { return nil }
    return cells.text(0)
  }
}
