import QueryCore
import ResultTables
import TextCanvas

/// One cell, all of its text: lines as they are, nested values laid out.
enum CellPanel {
  /// Lines there is room for.
  static func height(in rect: Rect) -> Int { max(1, RowsLayout.text(in: rect).height) }

  /// Columns there is room for.
  static func width(in rect: Rect) -> Int { max(1, RowsLayout.text(in: rect).width) }

  static func draw(
    _ view: RowsView, _ facts: Facts, on frame: inout Frame, in rect: Rect
  ) {
    let glyphs = facts.options.glyphs
    let area = RowsLayout.text(in: rect)
    if RowsLayout.hasBox(rect) {
      PanelBox.draw(
        on: &frame, rect, title: view.position(glyphs),
        bottomTrailing: view.cellText.map { position(of: $0, view, area) },
        borders: glyphs.borders, focused: true)
    }
    guard let text = view.cellText else {
      view.drawNoRow(facts, on: &frame, in: area)
      return
    }
    for (line, shown) in text.lines.dropFirst(view.scroll).prefix(area.height).enumerated() {
      frame.put(
        shown.adapted(to: glyphs), x: area.x, y: area.y + line, width: area.width,
        style: Style(text.isSign ? .muted : .text))
    }
    Scrollbar(offset: view.scroll, visible: area.height, total: text.lines.count)
      .draw(on: &frame, in: RowsLayout.scrollbar(in: rect, beside: area), glyphs: glyphs)
  }

  private static func position(of text: CellText, _ view: RowsView, _ area: Rect)
    -> SafeText
  {
    let bytes = CountText.of(text.byteCount, "byte", "bytes")
    let cut = text.isCut ? ", the first \(CountText.grouped(SafeText.longestField)) shown" : ""
    guard text.lines.count > area.height else { return SafeText(bytes + cut) }
    let last = min(text.lines.count, view.scroll + area.height)
    return SafeText(
      "lines \(view.scroll + 1) to \(last) of \(CountText.grouped(text.lines.count)), \(bytes)\(cut)"
    )
  }
}

extension RowsView {
  /// Breaks the cell under the cursor into lines, unless that has been done, and scrolls within them.
  mutating func breakCell(in rect: Rect) {
    let room = CellPanel.width(in: rect)
    guard case .loaded(let row) = state(of: row) else {
      cellText = nil
      return
    }
    if cellText?.isOf(self.row, column, width: room) != true {
      if cellText != nil { scroll = 0 }
      cellText = CellText(row, column, at: self.row, width: room)
    }
    let lines = cellText?.lines.count ?? 0
    scroll = max(0, min(scroll, lines - CellPanel.height(in: rect)))
  }
}

/// One cell's text as the cell view shows it, broken into lines once, not once a frame.
struct CellText: Hashable, Sendable {
  private let row: Int
  private let column: Int
  private let width: Int
  /// The cell's length in bytes.
  let byteCount: Int
  /// Whether only the first `SafeText.longestField` bytes are shown.
  let isCut: Bool
  /// Whether the lines are a word for a value without a text: null, missing, empty.
  let isSign: Bool
  let lines: [SafeText]

  /// - Parameter number: the row's number in the result.
  init(_ row: ResultRow, _ column: Int, at number: Int, width: Int) {
    self.row = number
    self.column = column
    self.width = width
    let kind = row.kind(column)
    byteCount = row.withUTF8(column) { $0.count }
    isCut = byteCount > SafeText.longestField
    let sign: SafeText? =
      switch kind {
      case .missing: "missing: the row has no such member"
      case .null: "null"
      case .string where byteCount == 0: "an empty text"
      default: nil
      }
    isSign = sign != nil
    guard sign == nil else {
      lines = [sign ?? .empty]
      return
    }
    let text = row.withUTF8(column) { bytes in
      String(decoding: bytes.prefix(SafeText.longestField + 1), as: UTF8.self)
    }
    let source = kind == .nested ? JSONOutline.text(of: text) : text
    lines = SafeText.paragraphs(source, limit: 4 * SafeText.longestField)
      .flatMap { $0.wrapped(width: width) }
  }

  /// Whether it is this cell, broken for this width.
  func isOf(_ row: Int, _ column: Int, width: Int) -> Bool {
    self.row == row && self.column == column && self.width == width
  }
}
