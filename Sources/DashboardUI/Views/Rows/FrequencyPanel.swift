import QueryCore
import ResultTables
import TextCanvas

/// The values of a column with their counts, and a bar for each beside the most frequent.
///
/// ```
/// ╭ Campaign · 4 values ─────────────────────────────── of all 40,000 rows ─╮
/// │ VALUE                       COUNT   SHARE                               │
/// │ Brand                      21,004  52.5 %  ████████████████████████     │
/// │ ∅                             120   0.3 %  ▏                            │
/// ```
struct FrequencyPanel {
  let view: FrequencyView
  let glyphs: GlyphSet

  static func box(in rect: Rect) -> ListBox { ListBox(rect) }

  /// Values there is room for.
  static func height(in rect: Rect) -> Int { box(in: rect).height }

  /// Columns of the bar of the most frequent value.
  private static func barWidth(_ width: Int) -> Int { min(60, max(16, width / 3)) }

  func draw(on frame: inout Frame, in rect: Rect) {
    let name = SafeText(view.column.name).clipped(
      to: max(8, rect.width / 3), ellipsis: glyphs.ellipsis)
    let count = CountText.grouped(view.table.count) + (view.table.isWhole ? "" : "+")
    let word = view.table.count == 1 && view.table.isWhole ? "value" : "values"
    PanelBox.draw(
      on: &frame, rect, title: name + SafeText("\(glyphs.separator)\(count) \(word)"),
      trailing: SafeText(scope(in: rect.width)), borders: glyphs.borders, focused: true)
    let inside = Self.box(in: rect).inside
    guard view.lineCount > 0 else {
      frame.put(
        "no rows to count", x: inside.x, y: inside.y, width: inside.width, style: Style(.muted))
      return
    }
    let parts = parts(width: inside.width)
    TextTable(
      columns: parts.map { shape(of: $0, width: inside.width) }, rowCount: view.lineCount,
      offset: view.offset, selected: view.index, glyphs: glyphs
    ).draw(on: &frame, in: inside) { line, part in
      parts[part] == .bar ? bar(line, width: inside.width) : cell(parts[part], line)
    }
  }

  /// Of how many rows it speaks.
  private func scope(in width: Int) -> String {
    let rows = CountText.of(view.table.rows, "row", "rows")
    let filters = view.arrangement.filters.isEmpty ? "" : " shown"
    if view.isOfAll {
      return width < 60
        ? "all \(CountText.grouped(view.table.rows))\(filters)" : "of all \(rows)\(filters)"
    }
    if view.report?.isDone == true, view.report?.table != nil { return "of \(rows) read" }
    let hint = width < 60 ? "" : ", A counts all"
    return width < 60 ? "\(CountText.grouped(view.table.rows)) loaded" : "of \(rows) loaded\(hint)"
  }

  // MARK: Columns

  private enum Part: Hashable { case value, kind, count, share, bar }

  private func parts(width: Int) -> [Part] {
    var parts: [Part] = [.value]
    if width >= 50, isMixed { parts.append(.kind) }
    parts += [.count, .share]
    if width >= 60 { parts.append(.bar) }
    return parts
  }

  /// Whether values in view differ in kind, so that two may look alike.
  private var isMixed: Bool {
    let kinds = (view.offset..<min(view.table.count, view.offset + 200)).map {
      view.table.value(at: $0).kind
    }
    return Set(kinds.filter { $0 > .null }).count > 1
  }

  private func shape(of part: Part, width: Int) -> TableColumn {
    let digits = CountText.grouped(view.table.rows).count
    return switch part {
    case .value: TableColumn("VALUE", minimum: 12, flex: 1, priority: 9)
    case .kind: TableColumn("KIND", minimum: 7, priority: 3)
    case .count: TableColumn("COUNT", minimum: max(5, digits), alignment: .right, priority: 8)
    case .share: TableColumn("SHARE", minimum: 7, alignment: .right, priority: 7)
    case .bar: TableColumn("", minimum: Self.barWidth(width), priority: 5)
    }
  }

  private func cell(_ part: Part, _ line: Int) -> (SafeText, Style) {
    let isOther = line >= view.table.count
    let count = isOther ? view.table.otherRows : view.table.count(at: line)
    switch part {
    case .value:
      return isOther ? ("all other values", Style(.muted)) : sign(of: view.table.value(at: line))
    case .kind: return (isOther ? "" : SafeText(view.table.value(at: line).word), Style(.muted))
    case .count: return (SafeText(CountText.grouped(count)), .text)
    case .share: return (SafeText(share(count)), Style(.muted))
    case .bar: return (.empty, .text)
    }
  }

  /// The value as the grid writes it.
  private func sign(of value: ResultCell) -> (SafeText, Style) {
    switch value {
    case .missing: (glyphs.missing, Style(.muted))
    case .null: (glyphs.null, Style(.muted))
    default:
      value.text.isEmpty
        ? ("\"\"", Style(.muted)) : (SafeText(String(value.text.prefix(400))), .text)
    }
  }

  /// `52.5 %`; never none, nor all while there are others.
  private func share(_ count: Int) -> String {
    let total = max(1, view.table.rows)
    let tenths = (Double(count) / Double(total) * 1000).rounded()
    if count < total, tenths >= 1000 { return ">99.9 %" }
    if tenths < 1 { return "<0.1 %" }
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
  }

  /// As long, beside the bar of the most frequent value, as its count is.
  private func bar(_ line: Int, width: Int) -> (SafeText, Style) {
    guard line < view.table.count else { return (.empty, .text) }
    let share = Double(view.table.count(at: line)) / Double(max(1, view.table.count(at: 0)))
    let eighths = max(1, Int(share * Double(8 * Self.barWidth(width))))
    guard !glyphs.isASCII else {
      return (SafeText(String(repeating: "#", count: max(1, eighths / 8))), Style(.running))
    }
    let end = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return (SafeText(String(repeating: "█", count: eighths / 8) + end), Style(.running))
  }
}

extension ResultCell {
  /// What kind of value it is, in a word.
  fileprivate var word: String {
    switch self {
    case .missing: "missing"
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string(let text): text.isEmpty ? "empty" : "text"
    case .nested: "nested"
    }
  }
}
