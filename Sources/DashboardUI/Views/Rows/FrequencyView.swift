import QueryCore
import ResultTables
import TextCanvas

/// How often each value stands in a column of rows, the most frequent first.
struct FrequencyView: DashboardView {
  enum Command: Hashable, Sendable {
    case showRows
    case move(Movement)
    case countAll
    case copy, copyLine
    case close
  }

  let target: Target
  let column: ResultColumn
  /// The rows that are counted, of those the server has.
  let arrangement: ResultArrangement
  /// Splits without rows, which are not counted.
  var gaps = 0
  /// Those among them that are of queries whose rows have expired.
  var expired: Set<Int> = []
  private(set) var table: FrequencyTable
  /// Rows there are in all; nil while nobody knows.
  var allRows: Int?
  /// How all rows can be read.
  private(set) var rows: AllRows
  /// Whether they are being read into the file for this view.
  private var isKeeping = false
  /// How far the counting of all rows is; nil where only loaded ones have been counted.
  private(set) var report: ResultCountReport?
  /// The line under the cursor.
  private(set) var index = 0
  /// The first line in view.
  private(set) var offset = 0

  /// - Parameter table: of the loaded rows.
  init(
    _ target: Target, _ column: ResultColumn, of table: FrequencyTable,
    _ arrangement: ResultArrangement, _ rows: AllRows
  ) {
    self.target = target
    self.column = column
    self.table = table
    self.arrangement = arrangement
    self.rows = rows
  }

  /// How all rows can be read, to be counted.
  enum AllRows: Hashable, Sendable {
    /// They are in a private file.
    case kept
    /// They are on their way into it.
    case beingKept
    /// They are few enough to be put there, with these columns first, so that the rows of a value can be shown.
    case toBeKept([ResultColumn])
    /// They are only counted.
    case notKept
  }

  static let keyTables = [
    KeyTable<Command>(
      "Values of a column",
      [
        Binding(
          "values.showRows", [.enter], .showRows, footer: "rows",
          "show just the rows with the value"),
        .back,
        Binding(
          "values.countAll", ["A"], .countAll, footer: "all rows", "count the values of all rows"),
        Binding("values.copy", ["y"], .copy, footer: "copy", "copy the value"),
        Binding(
          "values.copyLine", ["Y"], .copyLine, "copy value and count, tab-separated"),
        Binding("values.close", ["F"], .close, "back to the rows"),
      ] + Binding.movement(Command.move) + Binding.everywhere)
  ]

  /// Lines: a value each, and one for all values that are not kept.
  var lineCount: Int { table.count + (table.isWhole ? 0 : 1) }

  /// Whether all rows are being read.
  var isCounting: Bool { report.map { !$0.isDone } ?? false }

  /// Whether all rows there are have been counted.
  var isOfAll: Bool {
    report?.isDone == true && report?.trouble == nil && report?.table != nil && unread == 0
      || table.rows == allRows
  }

  /// Queries whose rows could not be counted, or not all of them, and that are no gaps.
  private var unread: Int {
    guard let unread = report?.unread else { return 0 }
    return unread.others.count + unread.expired.subtracting(expired).count
  }

  func footer(_ facts: Facts) -> FooterChoice { FooterChoice(offersStop: isCounting) }

  func title(_ facts: Facts) -> ViewTitle { ViewTitle("values", .target(target)) }

  func message(_ facts: Facts) -> ViewMessage {
    if let report, !report.isDone {
      return ViewMessage(
        progress: .progress(
          facts.isNarrow ? "counting" : "counting the values of all rows", read: report.rowsRead,
          total: report.totalRows, notes: ["\(facts.options.keyName("app.back")) stops"],
          columns: facts.size.columns,
          glyphs: facts.options.glyphs))
    }
    let words = hints(facts)
    let hint =
      words.isEmpty ? nil : StyledLine(SafeText(words.joined(separator: "; ")), Style(.muted))
    return ViewMessage(problem: report?.trouble.map { "the counting stopped: \($0)" }, hint: hint)
  }

  /// What is not counted, the gravest first, and how it can be.
  private func hints(_ facts: Facts) -> [String] {
    let isNarrow = facts.isNarrow
    var words: [String] = []
    if !table.isWhole {
      let others = CountText.of(table.otherRows, "row has", "rows have")
      let most = "more than \(CountText.grouped(table.count)) values"
      words.append(
        isNarrow
          ? "\(others) other values"
          : "\(most): those that came first are counted, and exactly; \(others) others")
    }
    if unread > 0 {
      let queries = CountText.of(unread, "query", "queries")
      words.append(isNarrow ? "\(queries) not read" : "\(queries) could not be read")
    }
    if gaps > 0, !(isNarrow && !words.isEmpty) {
      words.append("\(CountText.of(gaps, "gap is", "gaps are")) not counted")
    }
    if !isOfAll { words.append("\(facts.options.keyName("values.countAll")) counts all rows") }
    return words
  }

  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest] {
    switch command {
    case .close: return [.close]
    case .move(let movement):
      index = movement.destination(
        from: index, page: FrequencyPanel.height(in: facts.area), count: lineCount)
    case .countAll:
      if isCounting { return [] }
      if isOfAll { return [.say(Notice("all rows have been counted"))] }
      return countAllRows()
    case .showRows:
      guard let value = value() else {
        return [.say(Notice("these are many values: choose one of those above"))]
      }
      return [.close, .chooseValue(ValueFilter(column, value))]
    case .copy:
      guard let text = value()?.text, !text.isEmpty else {
        return [.say(Notice("this value holds no text to copy"))]
      }
      return ViewRequest.copy(
        text, as: "value", facts,
        instead: "\(facts.options.keyName("values.showRows")) shows its rows")
    case .copyLine:
      guard let text = value()?.text else { return [] }
      let line = TabbedText.line([text, "\(table.count(at: index))"])
      return ViewRequest.copy(
        line, as: "value and count", facts,
        instead: "\(facts.options.keyName("values.showRows")) shows its rows")
    }
    return []
  }

  /// Counts all rows; those that go into the file once they are there.
  mutating func countAllRows() -> [ViewRequest] {
    report = ResultCountReport(column: column, rowsRead: 0, totalRows: allRows)
    switch rows {
    case .beingKept: return []
    case .toBeKept(let columns):
      isKeeping = true
      return [.effect(.results(target, .keep(columns)))]
    case .kept, .notKept: return [.effect(.results(target, .count(column, of: arrangement)))]
    }
  }

  /// Takes in how far the reading into the file is; where that comes to nothing, rows are only counted.
  private mutating func take(_ kept: ResultKeepReport) -> [ViewRequest] {
    guard isKeeping || rows == .beingKept else { return [] }
    report?.rowsRead = kept.rowsRead
    if let total = kept.totalRows { report?.totalRows = total }
    guard kept.isDone else { return [] }
    rows = kept.table == nil ? .notKept : .kept
    isKeeping = false
    return isCounting ? countAllRows() : []
  }

  /// Stops what reads all rows for this view.
  private mutating func stop() -> [ViewRequest] {
    guard isCounting else { return [] }
    defer { (report, isKeeping) = (nil, false) }
    if isKeeping { return [.effect(.results(target, .stopKeeping))] }
    return rows == .beingKept ? [] : [.effect(.results(target, .stopCount))]
  }

  /// The value under the cursor; nil on the line of all others.
  private func value() -> ResultCell? {
    index < table.count ? table.value(at: index) : nil
  }

  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? {
    switch event {
    case .mouse(let event): return use(event, facts)
    case .results(let target, .counted(let new)):
      guard target == self.target, isCounting, new.column == column else { return nil }
      report = new
      take(new)
      return []
    case .results(let target, .keeping(let report)):
      return target == self.target ? take(report) : nil
    case .back: return isCounting ? stop() : nil
    case .closing: return stop()
    default: return nil
    }
  }

  /// Puts the counts of all rows in place of those before; the cursor stays on its value.
  private mutating func take(_ new: ResultCountReport) {
    guard new.isDone, let all = new.table else { return }
    let under = value()
    table = all
    if new.trouble == nil, unread == 0 { allRows = all.rows }
    guard index > 0, let under else { return }
    index = (0..<all.count).first { all.value(at: $0) == under } ?? index
  }

  private mutating func use(_ event: MouseEvent, _ facts: Facts) -> [ViewRequest] {
    switch event {
    case .wheelUp, .wheelDown:
      let height = FrequencyPanel.height(in: facts.area)
      offset = max(0, min(offset + event.wheelRows, lineCount - height))
      index = max(offset, min(index, offset + height - 1))
    case .pressed(_, let y), .doublePressed(_, let y):
      guard let line = FrequencyPanel.box(in: facts.area).row(atY: y, offset: offset),
        line < lineCount
      else { return [] }
      index = line
      if case .doublePressed = event { return perform(.showRows, facts) }
    }
    return []
  }

  mutating func reconcile(with facts: Facts) -> [ViewRequest] {
    let height = max(1, FrequencyPanel.height(in: facts.area))
    index = max(0, min(index, lineCount - 1))
    if index < offset { offset = index }
    if index >= offset + height { offset = index - height + 1 }
    offset = max(0, min(offset, lineCount - height))
    return []
  }

  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect) {
    FrequencyPanel(view: self, glyphs: facts.options.glyphs).draw(on: &frame, in: rect)
  }
}
