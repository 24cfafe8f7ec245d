extension ResultWindow {
  /// Brings rows into view.
  ///
  /// - Returns: the pages to ask for now: those in view first, then one beyond an edge that is near. Nothing is asked for
  ///   twice while it is under way, and no more than two pages are.
  package mutating func show(_ rows: Range<Int>) -> [ResultPageRequest] {
    view = max(0, rows.lowerBound)..<max(0, rows.upperBound)
    guard picks == nil else { return [] }
    turn += 1
    for place in loadedPages.indices where loadedPages[place].rows.overlaps(shownRows) {
      loadedPages[place].turn = turn
    }
    // What failed out of sight gets a second chance when it comes into view.
    let shown = shownRows
    failures.removeAll { !$0.failedInView && $0.rows.overlaps(shown) }
    return ask()
  }

  /// Asks again for what has failed.
  package mutating func retry() -> [ResultPageRequest] {
    failures = []
    gone = nil
    return ask()
  }

  private mutating func ask() -> [ResultPageRequest] {
    guard gone == nil else { return [] }
    var asked: [ResultPageRequest] = []
    while let pendingPage = needed(in: [shownRows]), makeRoom() {
      pendingPages.append(pendingPage)
      asked.append(pendingPage.request)
    }
    if pendingPages.isEmpty, hasRoomAhead {
      let margin = max(1, pageRows / 2)
      let ahead = neighbours(of: view.upperBound, count: margin, isBehind: false)
      let behind = neighbours(of: view.lowerBound, count: margin, isBehind: true)
      if let pendingPage = needed(in: ahead) ?? needed(in: behind) {
        pendingPages.append(pendingPage)
        asked.append(pendingPage.request)
      }
    }
    return asked
  }

  /// The first page that rows want and nobody has asked for.
  private func needed(in ranges: [Range<Int>]) -> PendingPage? {
    for rows in ranges { if let page = needed(in: rows) { return page } }
    return nil
  }

  private func needed(in rows: Range<Int>) -> PendingPage? {
    guard !rows.isEmpty else { return nil }
    switch access {
    case .random: return gap(in: rows).map(pendingPage)
    case .whole:
      guard loadedPages.isEmpty, pendingPages.isEmpty, failures.isEmpty else { return nil }
      return PendingPage(request: .whole, rows: 0..<Int.max)
    case .chained: return link(in: rows)
    }
  }

  /// Whether one more page may be under way; a page that has left the view gives up its place, and its answer will be
  /// dropped.
  private mutating func makeRoom() -> Bool {
    if pendingPages.count < Self.mostPending { return true }
    guard access == .random,
      let stale = pendingPages.firstIndex(where: { !$0.rows.overlaps(shownRows) })
    else { return false }
    pendingPages.remove(at: stale)
    return true
  }

  /// Whether a page around the view could stay: else it would be let go and asked for for ever.
  private var hasRoomAhead: Bool {
    var (inView, largest) = (0, 0)
    for loadedPage in loadedPages {
      let bytes = loadedPage.page?.byteCount ?? 0
      largest = max(largest, bytes)
      if loadedPage.rows.overlaps(shownRows) { inView += bytes }
    }
    return inView + 2 * largest <= byteLimit
  }

  // MARK: By link

  private func link(in rows: Range<Int>) -> PendingPage? {
    func isBusy(_ request: ResultPageRequest) -> Bool {
      pendingPages.contains { $0.request == request } || failures.contains { $0.request == request }
    }
    for loadedPage in loadedPages where loadedPage.page == nil && loadedPage.rows.overlaps(rows) {
      if !isBusy(loadedPage.request) {
        return PendingPage(request: loadedPage.request, rows: loadedPage.rows)
      }
    }
    guard rows.upperBound > knownEnd, !isEndKnown else { return nil }
    let request = ResultPageRequest.link(loadedPages.last?.next)
    guard !isBusy(request) else { return nil }
    return PendingPage(request: request, rows: knownEnd..<Int.max)
  }

  // MARK: By number

  /// The first run of rows that are neither there nor asked for nor refused.
  private func gap(in rows: Range<Int>) -> Range<Int>? {
    for piece in pieces(of: rows) {
      var row = piece.lowerBound
      while row < piece.upperBound {
        guard let covered = cover(at: row) else {
          return row..<min(piece.upperBound, nextCover(after: row))
        }
        row = covered.upperBound
      }
    }
    return nil
  }

  private var waiting: [PendingPage] { pendingPages + failures }

  private func cover(at row: Int) -> Range<Int>? {
    loadedPage(at: row)?.rows ?? waiting.first { $0.rows.contains(row) }?.rows
  }

  private func nextCover(after row: Int) -> Int {
    let place = lastPlace(startingAtOrBefore: row).map { $0 + 1 } ?? 0
    var next = place < loadedPages.count ? loadedPages[place].first : Int.max
    for pendingPage in waiting where pendingPage.rows.lowerBound > row {
      next = min(next, pendingPage.rows.lowerBound)
    }
    return next
  }

  private func lastCover(before row: Int) -> Int {
    var last = lastPlace(startingAtOrBefore: row).map { loadedPages[$0].end } ?? 0
    for pendingPage in waiting where pendingPage.rows.upperBound <= row {
      last = max(last, pendingPage.rows.upperBound)
    }
    return min(last, row)
  }

  /// The page around a gap: from a multiple of the page's rows on, unless one page can hold a gap that crosses it.
  private func pendingPage(for gap: Range<Int>) -> PendingPage {
    let before = lastCover(before: gap.lowerBound)
    // A page is of one result, and counted from its first row.
    let part = part(holding: gap.lowerBound)
    let start = part?.lowerBound ?? 0
    var first = max(before, start + (gap.lowerBound - start) / pageRows * pageRows)
    if gap.upperBound - first > pageRows, gap.count <= pageRows {
      first = max(before, gap.upperBound - pageRows)
    }
    var end = min(first + pageRows, nextCover(after: gap.lowerBound))
    if isEndKnown { end = min(end, part?.upperBound ?? rowCount) }
    return PendingPage(request: .rows(first: first, count: end - first), rows: first..<end)
  }
}
