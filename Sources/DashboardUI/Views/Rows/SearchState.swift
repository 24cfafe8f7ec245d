import ResultTables

/// A text being looked for in the rows, and where it has been found.
struct SearchState: Hashable, Sendable {
  let needle: String
  private let text: ResultSearch
  /// The rows found, rising; `mostKept` at the most.
  private(set) var rows: [Int] = []
  /// Rows found, those not kept too.
  private(set) var found = 0
  /// The rows looked through, rising and apart from each other.
  private var read: [Range<Int>] = []
  /// How far the search through all rows is; nil while only loaded rows have been searched.
  private(set) var report: ResultSearchReport?

  /// More found rows than anybody steps through.
  static let mostKept = 200_000

  init(_ needle: String) {
    self.needle = needle
    text = ResultSearch(needle)
  }

  /// Looks through the rows that are loaded.
  init(_ needle: String, in window: ResultWindow) {
    self.init(needle)
    for rows in window.loadedRows { look(through: rows, of: window) }
  }

  /// Whether all rows are being read for it.
  var isRunning: Bool { report.map { !$0.isDone } ?? false }

  /// Rows looked through.
  var rowsRead: Int { report?.rowsRead ?? read.reduce(0) { $0 + $1.count } }

  /// Whether a cell holds the text, in any case.
  func isIn(_ row: ResultRow, _ column: Int) -> Bool {
    row.withUTF8(column) { text.isIn($0) }
  }

  /// Looks through rows just loaded; those looked through before are left out.
  mutating func look(through rows: Range<Int>, of window: ResultWindow) {
    for run in unread(in: rows) { add(window.rows(in: run, with: text)) }
    mark(rows)
  }

  /// Forgets what was found: the search through all rows finds it again.
  mutating func startOver(total: Int?) {
    rows = []
    found = 0
    report = ResultSearchReport(needle: needle, rowsRead: 0, totalRows: total, newRows: [])
  }

  /// Takes in what a search through all rows has found since the last report.
  mutating func apply(_ new: ResultSearchReport) {
    add(new.newRows)
    report = new
    report?.newRows = []
  }

  /// The search through all rows is to end here.
  mutating func stop() { report?.isDone = true }

  /// The next found row after `row`, from the start again after the last; `backwards` looks the other way.
  func next(from row: Int, backwards: Bool) -> Int? {
    backwards ? rows.last { $0 < row } ?? rows.last : rows.first { $0 > row } ?? rows.first
  }

  private mutating func add(_ new: [Int]) {
    found += new.count
    let room = Self.mostKept - rows.count
    guard room > 0, let first = new.first else { return }
    let isBehind = rows.last.map { $0 < first } ?? true
    rows += new.prefix(room)
    if !isBehind { rows.sort() }
  }

  private func unread(in rows: Range<Int>) -> [Range<Int>] {
    var left: [Range<Int>] = []
    var start = rows.lowerBound
    for run in read where run.upperBound > start && run.lowerBound < rows.upperBound {
      if run.lowerBound > start { left.append(start..<run.lowerBound) }
      start = run.upperBound
    }
    if start < rows.upperBound { left.append(start..<rows.upperBound) }
    return left
  }

  private mutating func mark(_ rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    var merged = rows
    read.removeAll { run in
      guard run.lowerBound <= merged.upperBound, run.upperBound >= merged.lowerBound else {
        return false
      }
      merged =
        min(run.lowerBound, merged.lowerBound)..<max(run.upperBound, merged.upperBound)
      return true
    }
    let index = read.firstIndex { $0.lowerBound > merged.lowerBound } ?? read.count
    read.insert(merged, at: index)
  }
}
