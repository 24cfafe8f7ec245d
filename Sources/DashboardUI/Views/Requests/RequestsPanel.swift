import FoundationEssentials
import QueryCore
import TextCanvas

/// The last calls, newest first, a row each, and below them the whole of the one under the cursor: the
/// answer to "is it us or them?".
///
/// ```
/// ╭─ Requests ───────────────────────────────────────────────── 13 failed of 40 ─╮
/// │ TIME     STATUS         MS BUDGET PATH                                       │
/// │ 12:39:11 200            63  4,813 /query/batch/qrb_3feb5ff5c71e/status?off…  │
/// │ ──────────────────────────────────────────────────────────────────────────── │
/// │ GET /query/batch/qrb_3feb5ff5c71e/status?offset=0&limit=1000                 │
/// │ 200  63 ms  112,129 bytes  budget 4,813 of 5,000  request AbRo4039           │
/// ╰──────────────────────────────────────────────────────────────────────────────╯
/// ```
struct RequestsPanel {
  let view: RequestsView
  let facts: Facts

  private enum Column: Int, CaseIterable {
    case time, source, status, took, bytes, budget, path, name
  }

  /// Lines for the call under the cursor, with the rule above them; none on a short screen but where they are asked for.
  private static func detailRows(in rect: Rect, isOpen: Bool) -> Int {
    isOpen ? max(0, min(11, rect.height - 6)) : rect.height >= 12 ? 4 : 0
  }

  static func box(in rect: Rect, isDetailOpen: Bool) -> ListBox {
    ListBox(rect, below: detailRows(in: rect, isOpen: isDetailOpen))
  }

  func draw(on frame: inout Frame, in rect: Rect) {
    let glyphs = facts.options.glyphs
    PanelBox.draw(
      on: &frame, rect, title: "Requests", trailing: count, borders: glyphs.borders, focused: true)
    let list = Self.box(in: rect, isDetailOpen: view.isDetailOpen).inside
    guard !view.visible.isEmpty else {
      let text: SafeText =
        facts.requests.isEmpty
        ? "no requests yet"
        : SafeText("no request matches: \(facts.options.keyName("requests.back")) shows all")
      frame.put(text, x: list.x, y: list.y, width: list.width, style: Style(.muted))
      return
    }
    let table = TextTable(
      columns: Self.columns(facts, width: list.width), rowCount: view.visible.count,
      offset: view.list.offset,
      selected: view.list.index, glyphs: glyphs)
    table.draw(on: &frame, in: list) { row, column in
      guard let column = Column(rawValue: column) else { return ("", .text) }
      return Self.cell(column, of: facts.requests[view.visible[row]], facts)
    }
    let rows = Self.detailRows(in: rect, isOpen: view.isDetailOpen)
    if rows > 0, let record = view.selected(facts) {
      detail(of: record, on: &frame, in: ListBox(rect).inside.splitBottom(rows).bottom)
    }
  }

  private var count: SafeText {
    let failed = facts.requests.count { $0.isFailure }
    let all = CountText.grouped(facts.requests.count)
    return SafeText(failed == 0 ? all : "\(CountText.grouped(failed)) failed of \(all)")
  }

  private static func columns(_ facts: Facts, width: Int) -> [TableColumn] {
    let names = Set(facts.requests.map(\.source))
    let longest = names.map { SafeText($0).width }.max() ?? 0
    // The last is the oldest: of another day, its time is longer.
    let timeWidth = facts.requests.last.map { time($0, facts).count } ?? 8
    return Column.allCases.map { column in
      switch column {
      case .time: TableColumn("TIME", minimum: timeWidth, priority: 7)
      // Where all calls went to one source its name says nothing.
      case .source:
        TableColumn("SOURCE", minimum: min(max(6, longest), 16), priority: names.count > 1 ? 6 : 1)
      case .status: TableColumn("STATUS", minimum: 9, ideal: 11, maximum: 20, flex: 1, priority: 9)
      case .took: TableColumn("MS", minimum: 6, alignment: .right, priority: 5)
      case .bytes: TableColumn("BYTES", minimum: 9, alignment: .right, priority: 2)
      case .budget: TableColumn("BUDGET", minimum: 6, alignment: .right, priority: 3)
      case .path:
        TableColumn("PATH", minimum: width < 60 ? 18 : 40, ideal: 48, flex: 6, priority: 8)
      case .name: TableColumn("REQUEST ID", minimum: 12, ideal: 20, maximum: 36, flex: 1)
      }
    }
  }

  private static func cell(_ column: Column, of record: RequestRecord, _ facts: Facts)
    -> (SafeText, Style)
  {
    switch column {
    case .time: (SafeText(time(record, facts)), Style(.muted))
    case .source: (SafeText(record.source), .text)
    case .status: (status(of: record), statusStyle(of: record))
    case .took: (SafeText(CountText.grouped(record.milliseconds)), Style(.muted))
    case .bytes:
      (record.bytes > 0 ? SafeText(CountText.grouped(record.bytes)) : "", Style(.muted))
    case .budget:
      (
        SafeText(record.budget.map { CountText.grouped($0.remaining) } ?? ""),
        Style(record.budget.map { $0.remaining * 10 < $0.limit } == true ? .warning : .muted)
      )
    case .path: (SafeText(record.path), .text)
    case .name: (SafeText(record.requestID ?? ""), Style(.muted))
    }
  }

  private static func time(_ record: RequestRecord, _ facts: Facts) -> String {
    facts.options.clock.seconds(record.sentAt, asOf: facts.now)
  }

  private static func status(of record: RequestRecord) -> SafeText {
    switch record.outcome {
    case .status(let status): SafeText(String(status))
    case .failed(let reason): SafeText(reason)
    }
  }

  private static func statusStyle(of record: RequestRecord) -> Style {
    switch record.outcome {
    case .status(200...299): Style(.succeeded)
    case .status(429), .status(300...399): Style(.warning)
    case .status, .failed: Style(.failed)
    }
  }

  /// The path, which the row may have cut, and what came of it: in short, or with all there is to tell.
  private func detail(of record: RequestRecord, on frame: inout Frame, in area: Rect) {
    let glyphs = facts.options.glyphs
    frame.put(
      .repeating(glyphs.rule, count: area.width - 1), x: area.x, y: area.y,
      style: Style(.border))
    let path = SafeText("\(record.method) \(record.path)").wrapped(width: max(1, area.width - 1))
    let fields = view.isDetailOpen ? fields(of: record, width: area.width - 1) : []
    let mostPath = view.isDetailOpen ? max(1, area.height - 1 - fields.count) : 2
    var lines = path.prefix(mostPath).map { StyledLine($0.adapted(to: glyphs)) }
    let short = max(0, area.height - 2 - lines.count)
    if view.isDetailOpen {
      lines += fields
    } else {
      lines += Array(repeating: StyledLine(), count: short) + [outcome(of: record)]
    }
    for (row, line) in lines.prefix(area.height - 1).enumerated() {
      line.draw(on: &frame, x: area.x, y: area.y + 1 + row, width: area.width - 1)
    }
  }

  private func outcome(of record: RequestRecord) -> StyledLine {
    var line = StyledLine(Self.status(of: record), Self.statusStyle(of: record))
    let time = "  \(CountText.grouped(record.milliseconds)) ms"
    line.add(SafeText(time), Style(.muted))
    if record.bytes > 0 {
      line.add(SafeText("  \(CountText.of(record.bytes, "byte", "bytes"))"), Style(.muted))
    }
    if let budget = record.budget {
      line.add(SafeText("  budget \(Self.words(budget))"), Style(.muted))
    }
    if let name = record.requestID { line.add(SafeText("  request \(name)")) }
    return line
  }

  private static func words(_ budget: RequestBudget) -> String {
    "\(CountText.grouped(budget.remaining)) of \(CountText.grouped(budget.limit))"
  }

  private func fields(of record: RequestRecord, width: Int) -> [StyledLine] {
    func field(_ name: SafeText, _ value: String, _ style: Style = .text) -> [StyledLine] {
      LabelledValue(label: name, value: value, style: style)
        .lines(labelWidth: 12, width: width, glyphs: facts.options.glyphs)
    }
    var took = "\(CountText.grouped(record.milliseconds)) ms"
    if record.bytes > 0 { took += ", \(CountText.of(record.bytes, "byte", "bytes"))" }
    return [
      field("answer", Self.status(of: record).string, Self.statusStyle(of: record)),
      field(
        "request id", record.requestID ?? "none came",
        record.requestID == nil ? Style(.muted) : .text),
      field("source", record.source),
      field("sent at", Self.time(record, facts)),
      field("took", took),
      field("calls left", record.budget.map(Self.words) ?? "not told"),
    ].flatMap(\.self)
  }
}
