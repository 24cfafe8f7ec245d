/// What an answer tells of its rows, to know whether the first of them is a header.
package struct HeaderClues: Hashable, Sendable {
  /// The names of the columns by their place in a row, as a list of fields tells them.
  package var names: [Int: Set<String>] = [:]
  /// Whether the answer says that its rows have no header; nil where it says nothing.
  package var isAbsent: Bool?
  /// Rows the answer holds if it holds all it was asked for; nil where that cannot be said.
  package var rows: Int?
  /// Whether the answers announce how many rows the whole result has, against which they are counted in
  /// the end.
  package var areCounted = false

  package init() {}
}

/// What the first row of an answer is taken for.
package enum HeaderRow: Hashable, Sendable {
  /// A row like the others.
  case absent
  /// The columns' names, as the answer tells.
  case told
  /// The columns' names, as far as one answer can tell: the next page has to begin with it too.
  case guessed
  /// One of the two, and nothing tells which; holds why.
  case unclear(String)

  /// Judges the rows of an answer, of which there is one at least.
  ///
  /// The answer's own word and its list of fields come first, then the number of rows. A row that is not
  /// all strings is no header unless the answer says so twice.
  package init(_ page: ResultPage, _ clues: HeaderClues) {
    let cells = (0..<page.columnCount).map { page.cell(row: 0, column: $0) }
      .filter { $0 != .missing }
    let isTexts = !cells.isEmpty && cells.allSatisfy { $0.kind == .string }
    let matches = clues.names.compactMap { column, names in
      page.columnCount > column ? names.contains(page.text(row: 0, column: column)) : nil
    }
    let isNames = !matches.isEmpty && matches.allSatisfy(\.self)
    let isOneMore = clues.rows.map { page.rowCount == $0 + 1 } ?? false
    switch clues.isAbsent {
    case true? where isNames && isTexts:
      self = .unclear("the answer says that it has no header row, and begins with one")
    case true?: self = .absent
    case _ where isNames && isTexts: self = .told
    case _ where isOneMore && (isTexts || clues.isAbsent == false): self = .told
    case _ where page.rowCount == clues.rows: self = .absent
    case nil where !matches.isEmpty && !matches.contains(true): self = .absent
    case _ where isTexts: self = .guessed
    case _ where clues.areCounted: self = .absent
    default:
      self = .unclear(
        "the first row may be a header or a row, and nothing in the answer tells which it is")
    }
  }
}
