import QueryCore
import ResultTables
import TextCanvas

/// Where the cursor is, for the panel's upper border.
enum ResultsTitle {
  /// `row 12,345 of 1,000,000 · column 3 of 12 Cost`; a `+` where more rows than those seen may come.
  static func text(_ results: ResultsState, _ glyphs: GlyphSet) -> SafeText {
    guard let window = results.window, results.rowCount > 0 else { return "Rows" }
    let separator = SafeText(glyphs.separator)
    var text = SafeText("row \(CountText.grouped(results.row + 1)) of \(rows(results))")
    guard window.columns.indices.contains(results.column) else { return text }
    let shown = results.columns.shown
    text += separator
    text += SafeText(
      "column \(CountText.grouped(results.columns.place(of: results.column) + 1)) of \(CountText.grouped(shown.count)) "
    )
    text += results.columns.measures[results.column].title.clipped(
      to: 40, ellipsis: glyphs.ellipsis)
    let hidden = results.columns.hidden.count
    if hidden > 0 { text += separator + SafeText("\(CountText.grouped(hidden)) hidden") }
    return text
  }

  private static func rows(_ results: ResultsState) -> String {
    guard let window = results.window else { return "" }
    if window.isEndKnown { return CountText.grouped(results.rowCount) }
    let most = max(results.rowCount, window.totalRows ?? 0)
    return CountText.grouped(most) + (window.totalRows == nil ? "+" : "")
  }
}
