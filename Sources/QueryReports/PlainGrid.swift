import TextCanvas

/// Rows in columns as wide as they need, without an escape byte.
package struct PlainGrid: Hashable, Sendable {
  private let titles: [String]
  private let rightAligned: Set<Int>
  private let rows: [[String]]

  /// - Parameter rightAligned: the columns of numbers, from 0.
  package init(titles: [String], rightAligned: Set<Int>, rows: [[String]]) {
    self.titles = titles
    self.rightAligned = rightAligned
    self.rows = rows
  }

  /// A header line and a line a row.
  package var lines: [String] {
    let cells = ([titles] + rows).map { row in row.map { SafeText($0) } }
    let widths = titles.indices.map { column in cells.map { $0[column].width }.max() ?? 0 }
    return cells.map { line($0, widths) }
  }

  private func line(_ cells: [SafeText], _ widths: [Int]) -> String {
    var out = ""
    for (column, text) in cells.enumerated() {
      let gap = String(repeating: " ", count: max(0, widths[column] - text.width))
      out += rightAligned.contains(column) ? gap + text.string : text.string + gap
      if column < cells.count - 1 { out += "  " }
    }
    while out.last == " " { out.removeLast() }
    return out
  }
}
