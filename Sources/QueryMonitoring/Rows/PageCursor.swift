package import ResultTables

/// Where a reading of a result stands: which page to ask for next, and whether the pages agree.
package struct PageCursor: Sendable {
  private var access: ResultAccess
  private let pageRows: Int
  private let first: Int
  /// The page to ask for next; nil after the last.
  private var following: ResultPageRequest?
  /// Rows of the last page.
  private var lastRows = 0
  /// The link that the last page gave, if it did.
  private var link: String?
  /// Whether pages come as long as the one before, or as they were asked for.
  private var isSteady = false
  /// The row the next page begins with.
  package private(set) var row: Int
  /// Rows of the whole result, as the newest answer had it.
  private var announced: Int?
  /// The fewest and the most that were ever announced.
  private var allAnnounced: ClosedRange<Int>?
  /// The names of a header row, once one was taken for one.
  private var header: [String]?
  private var pages = 0
  private var emptyPages = 0
  /// Pages, by all of their rows where no number is announced to links, else by the first.
  private var seen: Set<Int> = []
  /// Whether a page began like one before it.
  private var repeats = false
  /// Links there were, by their hashes.
  private var followed: Set<Int> = []

  /// Whether the header of the pages so far is no more than a guess.
  package private(set) var isHeaderGuessed = false
  /// Whether the source is known to heed which rows are asked for.
  package var heedsRange = false

  /// Pages in a row that had a link and no rows, at most.
  private static let mostEmptyPages = 64

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

  /// Whether a page begins like one before it, by number: then either the rows are so, or the source gives
  /// the same rows whatever is asked for, which asking far beyond the end tells.
  package func isDoubtful(_ page: ResultPageAnswer) -> Bool {
    guard access == .random, !heedsRange, let print = page.page.fingerprint(ofFirst: 1)
    else { return false }
    return seen.contains(print)
  }

  /// Goes on by the links of the answers, behind the last page taken.
  ///
  /// - Throws: `ContradictoryResult.rangeIgnored` where there was no link.
  package mutating func followLinks() throws(ContradictoryResult) -> ResultPageRequest {
    guard let link else { throw .rangeIgnored }
    access = .chained
    seen = []
    following = .link(link)
    return .link(link)
  }

  /// Applies a page, and names the one to ask for next; nil after the last.
  ///
  /// By number, reading goes on behind the rows that came, however many were asked for: to the total
  /// of the newest answer, and where none is told, to a page of no rows. A page of no rows ends it in
  /// any case.
  ///
  /// - Throws: `ContradictoryResult` for a page that cannot follow those before it.
  package mutating func next(
    after page: ResultPageAnswer
  ) throws(ContradictoryResult) -> ResultPageRequest? {
    let rows = page.page.rowCount
    try compareHeader(of: page)
    if let total = page.totalRows {
      announced = total
      let range = allAnnounced ?? total...total
      allAnnounced = min(range.lowerBound, total)...max(range.upperBound, total)
    }
    try note(page)
    row += rows
    pages += 1
    isSteady = rows >= pageRows || rows == lastRows
    lastRows = rows
    link = page.next
    following =
      switch access {
      case .random where rows > 0 && row < announced ?? .max: .rows(first: row, count: pageRows)
      // Some servers always have a link to go on with.
      case .chained where rows == 0 && row == announced: nil
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

  /// Takes the header of the pages for sure.
  package mutating func confirmHeader() { isHeaderGuessed = false }

  /// Whether a page has the header of those before it.
  package func hasHeader(_ page: ResultPageAnswer) -> Bool {
    page.header != .absent && header.map { Self.isSame($0, page.page.names) } == true
  }

  /// Says whether what came can still become what was announced.
  ///
  /// - Throws: `ContradictoryResult.count` once there are too many rows.
  package func checkCount() throws(ContradictoryResult) {
    guard let most = allAnnounced?.upperBound, row > most else { return }
    throw .count(announced: most, came: row, repeats: repeats)
  }

  /// Says whether what came is what was announced, after the last page: rows that any answer spoke of and
  /// that did not come are missing, even where a later answer knows nothing of them.
  ///
  /// - Throws: `ContradictoryResult`.
  package func checkEnd() throws(ContradictoryResult) {
    guard let all = allAnnounced else { return }
    guard row == all.upperBound else {
      throw .count(announced: all.upperBound, came: row, repeats: repeats)
    }
    guard all.lowerBound == row else {
      throw .announcements(all.lowerBound, all.upperBound)
    }
  }

  /// What came of it so far.
  package func reading(isWhole: Bool) -> ResultReading {
    ResultReading(rows: row - first, end: row, announcedRows: announced, isWhole: isWhole)
  }

  // MARK: Agreement

  private mutating func compareHeader(of page: ResultPageAnswer) throws(ContradictoryResult) {
    switch page.header {
    case .unclear(let reason): throw .header(reason)
    case .absent:
      guard header != nil else { return }
      // Behind the last row some servers send the header again, and others nothing at all.
      guard page.page.rowCount > 0 || isHeaderGuessed else { return }
      throw .header(isHeaderGuessed ? Self.unrepeated : Self.changing)
    case .told, .guessed:
      if let header {
        guard Self.isSame(header, page.page.names) else {
          throw .header(isHeaderGuessed ? Self.unrepeated : Self.changing)
        }
        isHeaderGuessed = false
      } else if pages > 0, row > first {
        throw .header(Self.changing)
      } else {
        header = page.page.names
        isHeaderGuessed = page.header == .guessed
      }
    }
  }

  /// Whether two headers are one, but for columns beyond it, which only have numbers.
  private static func isSame(_ one: [String], _ other: [String]) -> Bool {
    let longer = one.count > other.count ? one : other
    let length = min(one.count, other.count)
    return one.prefix(length) == other.prefix(length)
      && longer.indices.dropFirst(length).allSatisfy { longer[$0] == "\($0 + 1)" }
  }

  private static let unrepeated =
    "the first row may be a header, but the next page does not begin with it"
  private static let changing = "some pages begin with a header row and others with another or none"

  private mutating func note(_ page: ResultPageAnswer) throws(ContradictoryResult) {
    emptyPages = page.page.rowCount == 0 ? emptyPages + 1 : 0
    switch access {
    case .random:
      if !heedsRange, let print = page.page.fingerprint(ofFirst: 1) { seen.insert(print) }
    case .chained:
      if page.next != nil, emptyPages > Self.mostEmptyPages { throw .emptyPages }
      if let next = page.next, !followed.insert(next.hashValue).inserted { throw .circle }
      let isCounted = announced != nil
      guard let print = page.page.fingerprint(ofFirst: isCounted ? 1 : .max) else { return }
      guard !seen.insert(print).inserted else { return }
      guard isCounted else { throw .repeatedPage }
      repeats = true
    case .whole: break
    }
  }
}
