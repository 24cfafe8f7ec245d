extension ResultWindow {
  /// Brings rows into view.
  ///
  /// - Returns: the pages to ask for now: those in view first, then one beyond an edge that is near. Nothing is asked for
  ///   twice while it is under way, and no more than two pages are.
  package mutating func show(_ rows: Range<Int>) -> [ResultPageRequest] {
    view = max(0, rows.lowerBound)..<max(0, rows.upperBound)
    turn += 1
    for place in stretches.indices where stretches[place].rows.overlaps(shownRows) {
      stretches[place].turn = turn
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
    while let flight = needed(in: shownRows), makeRoom() {
      flights.append(flight)
      asked.append(flight.request)
    }
    if flights.isEmpty, hasRoomAhead {
      let margin = max(1, pageRows / 2)
      let ahead = view.upperBound..<(view.upperBound + margin)
      let behind = max(0, view.lowerBound - margin)..<view.lowerBound
      if let flight = needed(in: ahead) ?? needed(in: behind) {
        flights.append(flight)
        asked.append(flight.request)
      }
    }
    return asked
  }

  /// The first page that rows want and nobody has asked for.
  private func needed(in rows: Range<Int>) -> ResultFlight? {
    guard !rows.isEmpty else { return nil }
    switch access {
    case .random: return gap(in: rows).map(flight)
    case .whole:
      guard stretches.isEmpty, flights.isEmpty, failures.isEmpty else { return nil }
      return ResultFlight(request: .whole, rows: 0..<Int.max)
    case .chained: return link(in: rows)
    }
  }

  /// Whether one more page may be under way; a page that has left the view gives up its place, and its answer will be
  /// dropped.
  private mutating func makeRoom() -> Bool {
    if flights.count < Self.mostFlights { return true }
    guard access == .random,
      let stale = flights.firstIndex(where: { !$0.rows.overlaps(shownRows) })
    else { return false }
    flights.remove(at: stale)
    return true
  }

  /// Whether a page around the view could stay: else it would be let go and asked for for ever.
  private var hasRoomAhead: Bool {
    var (inView, largest) = (0, 0)
    for stretch in stretches {
      let bytes = stretch.page?.byteCount ?? 0
      largest = max(largest, bytes)
      if stretch.rows.overlaps(shownRows) { inView += bytes }
    }
    return inView + 2 * largest <= byteLimit
  }

  // MARK: By link

  private func link(in rows: Range<Int>) -> ResultFlight? {
    func isBusy(_ request: ResultPageRequest) -> Bool {
      flights.contains { $0.request == request } || failures.contains { $0.request == request }
    }
    for stretch in stretches where stretch.page == nil && stretch.rows.overlaps(rows) {
      if !isBusy(stretch.request) {
        return ResultFlight(request: stretch.request, rows: stretch.rows)
      }
    }
    guard rows.upperBound > knownEnd, !isEndKnown else { return nil }
    let request = ResultPageRequest.link(stretches.last?.next)
    guard !isBusy(request) else { return nil }
    return ResultFlight(request: request, rows: knownEnd..<Int.max)
  }

  // MARK: By number

  /// The first run of rows that are neither there nor asked for nor refused.
  private func gap(in rows: Range<Int>) -> Range<Int>? {
    var row = rows.lowerBound
    let end = isEndKnown ? min(rows.upperBound, rowCount) : rows.upperBound
    while row < end {
      guard let covered = cover(at: row) else {
        return row..<min(end, nextCover(after: row))
      }
      row = covered.upperBound
    }
    return nil
  }

  private var waiting: [ResultFlight] { flights + failures }

  private func cover(at row: Int) -> Range<Int>? {
    stretch(at: row)?.rows ?? waiting.first { $0.rows.contains(row) }?.rows
  }

  private func nextCover(after row: Int) -> Int {
    let place = lastPlace(startingAtOrBefore: row).map { $0 + 1 } ?? 0
    var next = place < stretches.count ? stretches[place].first : Int.max
    for flight in waiting where flight.rows.lowerBound > row {
      next = min(next, flight.rows.lowerBound)
    }
    return next
  }

  private func lastCover(before row: Int) -> Int {
    var last = lastPlace(startingAtOrBefore: row).map { stretches[$0].end } ?? 0
    for flight in waiting where flight.rows.upperBound <= row {
      last = max(last, flight.rows.upperBound)
    }
    return min(last, row)
  }

  /// The page around a gap: from a multiple of the page's rows on, unless one page can hold a gap that crosses it.
  private func flight(for gap: Range<Int>) -> ResultFlight {
    let before = lastCover(before: gap.lowerBound)
    var first = max(before, gap.lowerBound / pageRows * pageRows)
    if gap.upperBound - first > pageRows, gap.count <= pageRows {
      first = max(before, gap.upperBound - pageRows)
    }
    var end = min(first + pageRows, nextCover(after: gap.lowerBound))
    if isEndKnown { end = min(end, rowCount) }
    return ResultFlight(request: .rows(first: first, count: end - first), rows: first..<end)
  }
}
