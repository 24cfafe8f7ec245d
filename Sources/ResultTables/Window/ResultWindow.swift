package import FoundationEssentials
import QueryCore

/// The part of a result that is in memory: the pages in view, some around them, and the way to all others.
///
/// A pure value: `show` says which pages to ask for, `receive` and `fail` take the answers. Its memory is bounded in bytes
/// whatever the result's size; pages in view stay, of the others the one not shown for longest goes first.
package struct ResultWindow: Hashable, Sendable {
  package let access: ResultAccess
  /// Rows to a request, where rows can be asked for by number.
  package let pageRows: Int
  /// Pages are let go above this, in bytes.
  package let byteLimit: Int

  /// Of the rows of several results, each with room for its own numbers: the numbers that have rows, rising;
  /// nil where rows begin at 0 and follow one another.
  package internal(set) var parts: [Range<Int>]?

  /// The columns of all pages seen, in order of first appearance; `mostColumns` at the most.
  package internal(set) var columns: [ResultColumn] = []
  /// Rows of the whole result, where the provider says or the end has been seen.
  ///
  /// While `isEndKnown` is false no more than a hint.
  package internal(set) var totalRows: Int?
  /// Whether `rowCount` is all there is.
  package internal(set) var isEndKnown = false
  /// When the provider will throw the result away, by the last answer that said so.
  package internal(set) var expiresAt: Date?
  /// Set once the provider has thrown the result away: what is loaded stays, and nothing more is asked for.
  package internal(set) var gone: ResultPageFailure?
  /// Rows of the whole result as the newest answer had it.
  package internal(set) var announcedRows: Int?
  /// Whether pages asked for by other numbers came out the same.
  package internal(set) var repeatsPages = false
  /// Why the first row of the pages may be a header or a row; nil where the answers tell.
  package internal(set) var headerDoubt: String?
  /// Of a window over chosen rows, their numbers in the one they were picked from; nil for any other.
  var picks: [Int]?
  /// Of a window over rows that are kept on the disk, their order; nil for any other.
  package internal(set) var order: RowOrder?
  /// The rows last shown.
  package internal(set) var view = 0..<0

  /// Rising, and apart from each other.
  var loadedPages: [LoadedPage] = []
  var pendingPages: [PendingPage] = []
  var failures: [PendingPage] = []
  /// The highest row ever received, and one.
  var knownEnd = 0
  var turn = 0
  /// Pages in a row that had a link and no rows.
  var emptyPages = 0
  var columnPlaces: [ResultColumn: Int] = [:]
  /// The first row of each page received by number, by what all of the page's rows are.
  var firstRows: [Int: Int] = [:]
  /// What was taken for a header without a word for it, and the first row of the page that began with it.
  var guessedHeader: [String]?
  var guessedFrom = 0

  package static let mostColumns = 10_000
  /// More pages without a row than this in a row end a chain: the server means no good.
  static let mostEmptyPages = 64
  static let mostPending = 2

  /// Starts with nothing loaded.
  package init(access: ResultAccess, pageRows: Int = 1_000, byteLimit: Int = 24 << 20) {
    self.access = access
    self.pageRows = max(1, pageRows)
    self.byteLimit = byteLimit
  }

  /// Rows a cursor can stand on: all, where their number is known and they can be asked for by number; else those
  /// seen so far.
  package var rowCount: Int {
    if let picks { return picks.count }
    return access == .random && isEndKnown ? totalRows ?? knownEnd : knownEnd
  }

  /// Whether every row in view is there.
  ///
  /// Pages around the view come and go without a word.
  package var isViewLoaded: Bool { isWhole(in: view) }

  /// The memory of the pages kept, in bytes.
  package var byteCount: Int { loadedPages.reduce(0) { $0 + ($1.page?.byteCount ?? 0) } }

  /// What there is to draw of a row.
  package func row(_ number: Int) -> ResultRowState {
    if let picks { return picked(number, from: picks) }
    if let loadedPage = loadedPage(at: number), let page = loadedPage.page {
      return .loaded(
        ResultRow(page: page, row: number - loadedPage.first, places: loadedPage.places))
    }
    if failures.contains(where: { $0.rows.contains(number) }) { return .failed }
    if gone != nil, number < rowCount { return .failed }
    return number >= 0 && (number < rowCount || !isEndKnown) ? .loading : .beyond
  }

  /// Why rows in view are not there; nil where they are, or are on their way.
  package var failureInView: ResultPageFailure? {
    if let gone, !isWhole(in: view) { return gone }
    return failures.first { $0.rows.overlaps(shownRows) }?.failure
  }

  /// Why what is shown may not be what there is, in one line; nil where nothing speaks against it.
  package var doubt: String? {
    if repeatsPages {
      return
        "the server gives the same rows under other numbers: what is shown may not be all there is"
    }
    if let headerDoubt { return headerDoubt }
    guard isEndKnown, let announcedRows, announcedRows != rowCount else { return nil }
    let announced = CountText.of(announcedRows, "row", "rows")
    return "the server announced \(announced) and gave \(CountText.grouped(rowCount))"
  }

  /// The runs of rows that are loaded, rising.
  package var loadedRows: [Range<Int>] {
    if let picks { return picks.isEmpty ? [] : [picks.indices] }
    var runs: [Range<Int>] = []
    for loadedPage in loadedPages where loadedPage.page != nil && loadedPage.count > 0 {
      if let last = runs.last, last.upperBound == loadedPage.first {
        runs[runs.count - 1] = last.lowerBound..<loadedPage.end
      } else {
        runs.append(loadedPage.rows)
      }
    }
    return runs
  }

  /// The view, at least one row of it, and the row past the end where the end is in view.
  var shownRows: Range<Int> { view.lowerBound..<max(view.upperBound, view.lowerBound + 1) }

  private func isWhole(in rows: Range<Int>) -> Bool {
    picks != nil
      || pieces(of: rows).allSatisfy { piece in
        var row = piece.lowerBound
        while row < piece.upperBound {
          guard let loadedPage = loadedPage(at: row), loadedPage.page != nil else { return false }
          row = loadedPage.end
        }
        return true
      }
  }

  /// The loadedPage that holds a row, whether its page is there or not.
  func loadedPage(at row: Int) -> LoadedPage? {
    guard let place = lastPlace(startingAtOrBefore: row), loadedPages[place].end > row else {
      return nil
    }
    return loadedPages[place]
  }

  /// The last loadedPage that begins at or before a row, by halving.
  func lastPlace(startingAtOrBefore row: Int) -> Int? {
    var (low, high) = (0, loadedPages.count)
    while low < high {
      let middle = (low + high) / 2
      if loadedPages[middle].first <= row { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

/// How the rows of a result can be asked for.
package enum ResultAccess: Hashable, Sendable {
  /// Any range of rows, by number.
  case random
  /// Page after page, each by a link that the one before it gave.
  case chained
  /// All rows in one answer.
  case whole
}
