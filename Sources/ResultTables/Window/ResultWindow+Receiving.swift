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
    guard let place = flights.firstIndex(where: { $0.request == request }) else { return 0..<0 }
    let flight = flights.remove(at: place)
    if let expiresAt = answer.expiresAt { self.expiresAt = expiresAt }
    let stretch = ResultStretch(
      first: flight.rows.lowerBound, count: min(answer.page.rowCount, flight.rows.count),
      request: request, next: answer.next, page: answer.page, places: adopt(answer.page.names),
      turn: turn)
    switch access {
    case .random: insert(stretch, total: answer.totalRows, flight)
    case .chained: link(stretch, total: answer.totalRows, flight)
    case .whole:
      stretches = [stretch]
      end(at: stretch.end)
    }
    letGo()
    return stretch.rows
  }

  /// Takes note that a page cannot be had.
  ///
  /// Past the last row a refusal is taken for the end; a result that is gone is not asked for again.
  package mutating func fail(_ request: ResultPageRequest, _ failure: ResultPageFailure) {
    guard let place = flights.firstIndex(where: { $0.request == request }) else { return }
    let flight = flights.remove(at: place)
    switch failure.kind {
    case .gone: gone = failure
    case .refused
    where access == .random && !isEndKnown && knownEnd > 0
      && flight.rows.lowerBound == knownEnd:
      end(at: knownEnd)
    case .refused, .passing: note(failure, of: flight)
    }
  }

  private mutating func note(_ failure: ResultPageFailure, of flight: ResultFlight) {
    var flight = flight
    flight.failure = failure
    flight.failedInView = flight.rows.overlaps(shownRows)
    failures.append(flight)
  }

  // MARK: By number

  private mutating func insert(_ stretch: ResultStretch, total: Int?, _ flight: ResultFlight) {
    if let total, total >= 0 { end(at: max(total, stretch.end)) }
    if stretch.count == 0 {
      if isEndKnown, rowCount > stretch.first, total != nil {
        note(ResultPageFailure("the server sent no rows where there should be some"), of: flight)
      } else {
        end(at: stretch.first)
      }
      return
    }
    knownEnd = max(knownEnd, stretch.end)
    if isEndKnown, stretch.end > rowCount { totalRows = stretch.end }
    let place = lastPlace(startingAtOrBefore: stretch.first).map { $0 + 1 } ?? 0
    stretches.insert(stretch, at: place)
  }

  /// The result has this many rows; what was thought to lie beyond does not.
  private mutating func end(at count: Int) {
    totalRows = count
    isEndKnown = true
    knownEnd = min(max(knownEnd, stretches.last?.end ?? 0), count)
    stretches.removeAll { $0.first >= count && $0.first > 0 }
    if let last = stretches.last, last.end > count {
      stretches[stretches.count - 1].count = count - last.first
    }
    failures.removeAll { $0.rows.lowerBound >= count && $0.rows.lowerBound > 0 }
    if access != .random { knownEnd = count }
  }

  // MARK: By link

  private mutating func link(_ new: ResultStretch, total: Int?, _ flight: ResultFlight) {
    if let place = stretches.firstIndex(where: { $0.request == new.request }) {
      refill(place, with: new)
    } else {
      stretches.append(new)
      knownEnd = new.end
    }
    emptyPages = new.count == 0 ? emptyPages + 1 : 0
    if let total, total >= knownEnd { totalRows = total }
    guard let last = stretches.last else { return }
    guard let next = last.next else {
      end(at: last.end)
      return
    }
    isEndKnown = false
    let isCircle = stretches.contains { $0.request == .link(next) }
    if isCircle || emptyPages > Self.mostEmptyPages {
      let sentence =
        isCircle
        ? "the server's link to the next page leads back: the rows end here"
        : "the server sends pages without rows: the rows end here"
      let ahead = ResultFlight(request: .link(next), rows: knownEnd..<Int.max)
      if !failures.contains(where: { $0.request == ahead.request }) {
        note(ResultPageFailure(sentence), of: ahead)
      }
    }
  }

  /// Puts back a page that had been let go; if it has other rows now, all behind it is found anew.
  private mutating func refill(_ place: Int, with new: ResultStretch) {
    let isSame = stretches[place].count == new.count
    let next = place == stretches.count - 1 || !isSame ? new.next : stretches[place].next
    stretches[place] = new
    stretches[place].next = next
    guard !isSame else { return }
    stretches.removeSubrange((place + 1)...)
    failures = []
    knownEnd = new.end
  }

  // MARK: Memory and columns

  /// Lets pages go until the rest fits: out of view, and not shown for longest.
  private mutating func letGo() {
    var bytes = byteCount
    while bytes > byteLimit {
      let idle = stretches.indices.filter {
        stretches[$0].page != nil && !stretches[$0].rows.overlaps(shownRows)
      }
      guard let oldest = idle.min(by: { stretches[$0].turn < stretches[$1].turn }) else { return }
      bytes -= stretches[oldest].page?.byteCount ?? 0
      if access == .random {
        stretches.remove(at: oldest)
      } else {
        stretches[oldest].page = nil
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
