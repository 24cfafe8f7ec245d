extension ResultWindow {
  /// Takes a page in.
  ///
  /// An answer nobody waits for any more is dropped.
  ///
  /// - Returns: the rows it brought; none where it was dropped.
  @discardableResult
  package mutating func receive(
    _ answer: ResultPageAnswer, for request: ResultPageRequest
  ) -> Range<Int> {
    guard let place = pendingPages.firstIndex(where: { $0.request == request }) else {
      return 0..<0
    }
    let pendingPage = pendingPages.remove(at: place)
    if let expiresAt = answer.expiresAt { self.expiresAt = expiresAt }
    if parts == nil { announcedRows = answer.totalRows ?? announcedRows }
    judge(answer.header, answer.page.names, of: pendingPage.rows.lowerBound)
    if access == .random, order == nil, let print = answer.page.fingerprint() {
      let first = firstRows.updateValue(pendingPage.rows.lowerBound, forKey: print)
      if let first, first != pendingPage.rows.lowerBound { repeatsPages = true }
    }
    let loadedPage = LoadedPage(
      first: pendingPage.rows.lowerBound, count: min(answer.page.rowCount, pendingPage.rows.count),
      request: request, next: answer.next, page: answer.page, places: adopt(answer.page.names),
      turn: turn)
    switch access {
    case .random: insert(loadedPage, total: answer.totalRows, pendingPage)
    case .chained: link(loadedPage, total: answer.totalRows, pendingPage)
    case .whole:
      loadedPages = [loadedPage]
      end(at: loadedPage.end)
    }
    letGo()
    return loadedPage.rows
  }

  /// Takes note that a page cannot be had.
  ///
  /// Past the last row a refusal is taken for the end; a result that is gone is not asked for again.
  package mutating func fail(_ request: ResultPageRequest, _ failure: ResultPageFailure) {
    guard let place = pendingPages.firstIndex(where: { $0.request == request }) else { return }
    let pendingPage = pendingPages.remove(at: place)
    switch failure.kind {
    case .gone: gone = failure
    case .refused
    where access == .random && !isEndKnown && knownEnd > 0
      && pendingPage.rows.lowerBound == knownEnd:
      end(at: knownEnd)
    case .refused, .passing: note(failure, of: pendingPage)
    }
  }

  private mutating func note(_ failure: ResultPageFailure, of pendingPage: PendingPage) {
    var pendingPage = pendingPage
    pendingPage.failure = failure
    pendingPage.failedInView = pendingPage.rows.overlaps(shownRows)
    failures.append(pendingPage)
  }

  /// Takes note of what speaks for and against the header of a page.
  private mutating func judge(_ header: HeaderRow, _ names: [String], of first: Int) {
    switch header {
    case .absent, .told: return
    case .unclear(let reason): headerDoubt = reason
    case .guessed:
      guard let guessedHeader else {
        self.guessedHeader = names
        guessedFrom = first
        headerDoubt = "the first row is taken for the header, which nothing in the answer says"
        return
      }
      if guessedHeader != names {
        headerDoubt =
          "the pages begin with different rows, each taken for a header: it may be a row"
      } else if first != guessedFrom {
        headerDoubt = nil
      }
    }
  }

  // MARK: By number

  private mutating func insert(_ loadedPage: LoadedPage, total: Int?, _ pendingPage: PendingPage) {
    if parts == nil, let total, total >= 0 { end(at: max(total, loadedPage.end)) }
    if loadedPage.count == 0 {
      if parts != nil || isEndKnown, rowCount > loadedPage.first, parts != nil || total != nil {
        note(
          ResultPageFailure("the server sent no rows where there should be some"), of: pendingPage)
      } else {
        end(at: loadedPage.first)
      }
      return
    }
    knownEnd = max(knownEnd, loadedPage.end)
    if parts == nil, isEndKnown, loadedPage.end > rowCount { totalRows = loadedPage.end }
    let place = lastPlace(startingAtOrBefore: loadedPage.first).map { $0 + 1 } ?? 0
    loadedPages.insert(loadedPage, at: place)
  }

  /// The result has this many rows; what was thought to lie beyond does not.
  private mutating func end(at count: Int) {
    totalRows = count
    isEndKnown = true
    knownEnd = min(max(knownEnd, loadedPages.last?.end ?? 0), count)
    loadedPages.removeAll { $0.first >= count && $0.first > 0 }
    if let last = loadedPages.last, last.end > count {
      loadedPages[loadedPages.count - 1].count = count - last.first
    }
    failures.removeAll { $0.rows.lowerBound >= count && $0.rows.lowerBound > 0 }
    if access != .random { knownEnd = count }
  }

  // MARK: By link

  private mutating func link(_ new: LoadedPage, total: Int?, _ pendingPage: PendingPage) {
    if let place = loadedPages.firstIndex(where: { $0.request == new.request }) {
      refill(place, with: new)
    } else {
      loadedPages.append(new)
      knownEnd = new.end
    }
    emptyPages = new.count == 0 ? emptyPages + 1 : 0
    if let total, total >= knownEnd { totalRows = total }
    guard let last = loadedPages.last else { return }
    guard let next = last.next else {
      end(at: last.end)
      return
    }
    isEndKnown = false
    let isCircle = loadedPages.contains { $0.request == .link(next) }
    if isCircle || emptyPages > Self.mostEmptyPages {
      let sentence =
        isCircle
        ? "the server's link to the next page leads back: the rows end here"
        : "the server sends pages without rows: the rows end here"
      let ahead = PendingPage(request: .link(next), rows: knownEnd..<Int.max)
      if !failures.contains(where: { $0.request == ahead.request }) {
        note(ResultPageFailure(sentence), of: ahead)
      }
    }
  }

  /// Puts back a page that had been let go; if it has other rows now, all behind it is found anew.
  private mutating func refill(_ place: Int, with new: LoadedPage) {
    let isSame = loadedPages[place].count == new.count
    let next = place == loadedPages.count - 1 || !isSame ? new.next : loadedPages[place].next
    loadedPages[place] = new
    loadedPages[place].next = next
    guard !isSame else { return }
    loadedPages.removeSubrange((place + 1)...)
    failures = []
    knownEnd = new.end
  }

  // MARK: Memory and columns

  /// Lets pages go until the rest fits: out of view, and not shown for longest.
  private mutating func letGo() {
    var bytes = byteCount
    while bytes > byteLimit {
      let idle = loadedPages.indices.filter {
        loadedPages[$0].page != nil && !loadedPages[$0].rows.overlaps(shownRows)
      }
      guard let oldest = idle.min(by: { loadedPages[$0].turn < loadedPages[$1].turn }) else {
        return
      }
      bytes -= loadedPages[oldest].page?.byteCount ?? 0
      if access == .random {
        loadedPages.remove(at: oldest)
      } else {
        loadedPages[oldest].page = nil
      }
    }
  }

  /// Adds a page's columns to the result's.
  ///
  /// - Returns: where the page has each; nil where the places are the same.
  private mutating func adopt(_ names: [String]) -> [Int32]? {
    let own = ResultColumn.of(names)
    if columns.starts(with: own) || own.starts(with: columns) && own.count <= Self.mostColumns {
      for column in own.dropFirst(columns.count) { append(column) }
      return nil
    }
    for column in own where columnPlaces[column] == nil { append(column) }
    var places = [Int32](repeating: -1, count: columns.count)
    for (place, column) in own.enumerated() {
      if let index = columnPlaces[column] { places[index] = Int32(place) }
    }
    return places
  }

  private mutating func append(_ column: ResultColumn) {
    guard columns.count < Self.mostColumns else { return }
    columnPlaces[column] = columns.count
    columns.append(column)
  }
}
