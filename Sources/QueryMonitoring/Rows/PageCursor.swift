package import ResultTables

/// Where a reading of a result stands: which to ask for next, and whether there is one.
package struct PageCursor: Hashable, Sendable {
  private let access: ResultAccess
  private let pageRows: Int
  private let first: Int
  /// The page to ask for next; nil after the last.
  private var following: ResultPageRequest?
  /// Rows of the last page.
  private var lastRows = 0
  /// Whether pages come as long as the one before, or as they were asked for.
  private var isSteady = false
  /// The row the next page begins with.
  package private(set) var row: Int
  /// Rows of the whole result, as the newest answer had it.
  private var announced: Int?

  /// - Parameters:
  ///   - first: the row to begin with, where access is random.
  ///   - pageRows: rows to ask for at once.
  package init(access: ResultAccess, first: Int = 0, pageRows: Int) {
    self.access = access
    self.pageRows = max(1, pageRows)
    self.first = access == .random ? max(0, first) : 0
    row = self.first
    following = start
  }

  /// The first page to ask for.
  package var start: ResultPageRequest {
    switch access {
    case .random: .rows(first: row, count: pageRows)
    case .chained: .link(nil)
    case .whole: .whole
    }
  }

  /// Applies a page, and names the one to ask for next; nil after the last.
  ///
  /// By number, reading goes on behind the rows that came, however many were asked for: to the total
  /// of the newest answer, and where none is told, to a page of no rows. A page of no rows ends it in
  /// any case.
  package mutating func next(after page: ResultPageAnswer) -> ResultPageRequest? {
    row += page.page.rowCount
    announced = page.totalRows ?? announced
    isSteady = page.page.rowCount >= pageRows || page.page.rowCount == lastRows
    lastRows = page.page.rowCount
    following =
      switch access {
      case .random where page.page.rowCount > 0 && row < announced ?? .max:
        .rows(first: row, count: pageRows)
      case .chained: page.next.map { .link($0) }
      case .random, .whole: nil
      }
    return following
  }

  /// The pages to ask for ahead, so many at the most: one, and by number further ones, as far as
  /// the rows are known to go and pages come in one length.
  package func upcoming(_ most: Int) -> [ResultPageRequest] {
    guard let following else { return [] }
    guard case .rows(let first, let count) = following, isSteady, lastRows > 0, let announced
    else { return [following] }
    let starts = stride(from: first, to: announced, by: lastRows).prefix(most)
    return starts.map { .rows(first: $0, count: count) }
  }

  /// What came of it so far.
  package func reading(isWhole: Bool) -> ResultReading {
    ResultReading(rows: row - first, end: row, announcedRows: announced, isWhole: isWhole)
  }
}
