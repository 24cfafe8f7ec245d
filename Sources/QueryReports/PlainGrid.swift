import TextCanvas

/// Where lines of text go, which decides how wide they may be.
package enum PlainRoom: Hashable, Sendable {
  /// A pipe or file: within 80 columns as far as that goes without cutting anything, since what is cut cannot be pasted.
  case pipe
  /// A terminal of so many columns: no line is wider.
  case terminal(columns: Int)

  /// The columns lines are laid out for, at least 20.
  package var columns: Int {
    switch self {
    case .pipe: 80
    case .terminal(let columns): max(20, columns)
    }
  }

  /// Whether names may lose their middle and texts go on in the next line.
  var isTerminal: Bool { self != .pipe }

  /// A sentence in lines broken at words.
  package func wrapped(_ sentence: String, indent: Int = 0) -> [String] {
    let gap = String(repeating: " ", count: indent)
    return SafeText(sentence).wrapped(width: columns - indent).map { gap + $0.string }
  }
}

/// A column of a `PlainGrid`.
package struct PlainColumn: Hashable, Sendable {
  let title: String
  /// Numbers stand on the right.
  let isNumber: Bool
  /// Names may be cut in the middle on a terminal.
  let isName: Bool
  /// Where there is not enough room, the column with the lowest number is left out first; nil stays.
  let yields: Int?

  package init(_ title: String, isNumber: Bool = false, isName: Bool = false, yields: Int? = nil) {
    self.title = title
    self.isNumber = isNumber
    self.isName = isName
    self.yields = yields
  }
}

/// Rows in columns as wide as they need, without an escape byte.
package struct PlainGrid: Hashable, Sendable {
  private let columns: [PlainColumn]
  /// A text of any length behind the columns; nil where there is none.
  private let text: String?
  private let rows: [[SafeText]]

  /// The narrowest the last text stands beside its columns.
  private static let narrowestText = 24
  /// The narrowest a name gets, and the width up to which it gives way before a column is left out.
  private static let narrowestName = 12
  private static let readableName = 28

  /// - Parameters:
  ///   - text: the title of a last column that holds a text of any length.
  ///   - rows: as many cells as there are columns, the text last.
  package init(columns: [PlainColumn], text: String? = nil, rows: [[String]]) {
    self.columns = columns
    self.text = text
    self.rows = rows.map { row in row.map { SafeText($0) } }
  }

  /// The header, and for each row its lines: one, unless its text goes on.
  package func blocks(in room: PlainRoom) -> [[String]] {
    var kept = Array(columns.indices)
    // In a pipe a line with a text is longer than any room anyway.
    while text == nil || room.isTerminal, needed(kept, in: room) > room.columns,
      let next = next(of: kept)
    {
      kept.removeAll { $0 == next }
    }
    let widths = widths(of: kept, in: room)
    let left = room.columns - widths.map { $0 + 2 }.reduce(0, +)
    // All texts stand below their rows or none does.
    let isBelow =
      room.isTerminal && left < Self.narrowestText
      && rows.contains { ($0.last?.width ?? 0) > left }
    let header = columns.map { SafeText($0.title) } + [text].compactMap(\.self).map { SafeText($0) }
    return ([header] + rows).enumerated().map { number, row in
      let line = zip(kept, widths).map { column, width in cell(row[column], column, width) }
        .joined(separator: "  ")
      guard text != nil, let words = row.last else { return [line.withoutLastBlanks] }
      guard isBelow else { return block(line, words, room, left: left) }
      return [line.withoutLastBlanks]
        + (number == 0 || words.width == 0 ? [] : room.wrapped(words.string, indent: 2))
    }
  }

  /// All lines.
  package func lines(in room: PlainRoom) -> [String] { blocks(in: room).flatMap(\.self) }

  /// The column that is left out next: one that holds nothing before one that does.
  private func next(of kept: [Int]) -> Int? {
    let yielding = kept.filter { columns[$0].yields != nil }
    let empty = yielding.filter { column in rows.allSatisfy { $0[column].string == "-" } }
    return (empty.isEmpty ? yielding : empty).min {
      (columns[$0].yields ?? 0) < (columns[$1].yields ?? 0)
    }
  }

  /// The width that has to be there if no more columns are to be left out.
  private func needed(_ kept: [Int], in room: PlainRoom) -> Int {
    let spare = kept.filter { room.isTerminal && columns[$0].isName }
      .map { max(0, natural($0) - Self.readableName) }
    return width(of: kept) - spare.reduce(0, +)
  }

  /// The columns a row takes without its text, the gaps among them.
  private func width(of kept: [Int]) -> Int {
    kept.map(natural).reduce(0, +) + 2 * max(0, kept.count - 1)
  }

  private func natural(_ column: Int) -> Int {
    max(SafeText(columns[column].title).width, rows.map { $0[column].width }.max() ?? 0)
  }

  /// The widths of the columns kept; on a terminal the widest names give way until all fit.
  private func widths(of kept: [Int], in room: PlainRoom) -> [Int] {
    var widths = kept.map(natural)
    var excess = room.isTerminal ? width(of: kept) - room.columns : 0
    while excess > 0,
      let widest = kept.indices.filter({
        columns[kept[$0]].isName && widths[$0] > Self.narrowestName
      })
      .max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func cell(_ text: SafeText, _ column: Int, _ width: Int) -> String {
    let shown = text.cutInMiddle(to: width)
    let gap = String(repeating: " ", count: max(0, width - shown.width))
    return columns[column].isNumber ? gap + shown.string : shown.string + gap
  }

  /// A row's columns and its text behind them, which goes on below itself on a terminal.
  private func block(_ line: String, _ words: SafeText, _ room: PlainRoom, left: Int) -> [String] {
    guard room.isTerminal, words.width > left else {
      return [(line + "  " + words.string).withoutLastBlanks]
    }
    let blank = String(repeating: " ", count: room.columns - left)
    return words.wrapped(width: left).enumerated().map { number, part in
      ((number == 0 ? line + "  " : blank) + part.string).withoutLastBlanks
    }
  }
}

extension String {
  fileprivate var withoutLastBlanks: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
