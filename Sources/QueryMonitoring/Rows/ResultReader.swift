package import QueryCore
package import QueryProviders
package import QueryScheduling
package import ResultTables

/// Reads a result from some row to its end, page after page, for whoever searches, counts or saves
/// all of it: one page is with the reader, and the next on its way, or the next two where rows can be
/// asked for by number; no more are in memory.
///
/// What may pass by itself is tried again after a backoff; a source that asks for patience gets it. Pages
/// that contradict one another, or what was announced, end a reading: it is never taken for whole.
package struct ResultReader: Sendable {
  /// Failures in a row after which a page is given up.
  package static let mostTries = 8
  /// The same for answers that cannot be read, which a second try seldom changes.
  package static let mostReadings = 2

  /// Rows to ask for at once; a source may give fewer.
  package static let pageRows = 10_000

  /// Pages asked for ahead of the one being taken: while one is read, the server makes the other.
  private static let mostAhead = 2

  /// Where the source's key and address were set.
  package var places: SourcePlaces { source.places }

  private let source: any ResultSource
  private let gate: any RequestAdmission
  private let clock: any Clock<Duration>
  private let random: Randomness

  /// - Parameters:
  ///   - gate: gives leave for each request; all who use the source's credential share one.
  ///   - clock: what waits between tries are slept on.
  ///   - random: what jitter is drawn from.
  package init(
    _ source: any ResultSource, gate: any RequestAdmission,
    clock: any Clock<Duration> = ContinuousClock(), random: Randomness = Randomness()
  ) {
    self.source = source
    self.gate = gate
    self.clock = clock
    self.random = random
  }

  /// Reads all pages in order.
  ///
  /// - Parameters:
  ///   - first: the row to begin with where rows are asked for by number; elsewhere reading begins
  ///     at the start.
  ///   - pageRows: rows to ask for at once; a source may give fewer.
  ///   - take: is given each page and the number of its first row; false ends the reading.
  /// - Returns: how far it came: to the end, with as many rows as the source announced, or as far as
  ///   `take` wanted.
  /// - Throws: `PollProblem` for a page that could not be had and `ContradictoryResult` for one that
  ///   cannot be, after `take` has seen all before it; `CancellationError`; whatever `take` throws.
  package func read(
    from first: Int = 0, pageRows: Int = pageRows,
    _ take: (_ page: ResultPageAnswer, _ firstRow: Int) async throws -> Bool
  ) async throws -> ResultReading {
    try await read(
      PageCursor(access: source.access, first: first, pageRows: pageRows), Ahead(), take)
  }

  /// Reads all pages in order, of which the first was asked for before.
  func read(
    from page: FirstPage,
    _ take: (_ page: ResultPageAnswer, _ firstRow: Int) async throws -> Bool
  ) async throws -> ResultReading {
    let cursor = PageCursor(access: source.access, pageRows: Self.pageRows)
    return try await read(
      cursor, Ahead(wanted: [cursor.start], arrived: [cursor.start: page.result]), take)
  }

  /// Asks once for the first page; where that fails, `read(from:)` tries again.
  func firstPage() async -> FirstPage {
    let start = PageCursor(access: source.access, pageRows: Self.pageRows).start
    return FirstPage(
      result: await Arrival(of: start) { try await ask(for: start) }.result)
  }

  /// The first page of a result, or what came instead.
  struct FirstPage: Sendable {
    fileprivate let result: Result<ResultPageAnswer, any Error>

    fileprivate init(result: Result<ResultPageAnswer, any Error>) { self.result = result }

    /// Stands for a page that nobody can be asked for.
    init(failing problem: PollProblem) { result = .failure(problem) }
  }

  private func read(
    _ cursor: PageCursor, _ ahead: Ahead,
    _ take: (_ page: ResultPageAnswer, _ firstRow: Int) async throws -> Bool
  ) async throws -> ResultReading {
    var cursor = cursor
    return try await withThrowingTaskGroup(of: Arrival.self) { group in
      defer { group.cancelAll() }
      var ahead = ahead
      /// What is to be taken next: more than one page where a header has to be confirmed first.
      var ready: [(page: ResultPageAnswer, row: Int)] = []
      var next: ResultPageRequest? = cursor.start
      do {
        while let request = next, let page = try await page(request, &ahead, &group) {
          if cursor.isDoubtful(page) {
            guard try await heedsRange() else {
              next = try cursor.followLinks()
              continue
            }
            cursor.heedsRange = true
          }
          let row = cursor.row
          next = try cursor.next(after: page)
          ready.append((page, row))
          ask(for: cursor.upcoming(Self.mostAhead), &ahead, &group)
          if cursor.isHeaderGuessed {
            guard next == nil else { continue }
            try await confirmHeader(&cursor)
          }
          while !ready.isEmpty {
            let (page, row) = ready.removeFirst()
            guard try await take(page, row) else {
              return cursor.reading(isWhole: next == nil && ready.isEmpty)
            }
          }
          try cursor.checkCount()
        }
      } catch  where !(error is CancellationError) {
        // With its first row among the others: whatever that is, it is there.
        for (page, row) in ready where page.header == .guessed {
          _ = try await take(page.withFirstRow, row)
        }
        throw error
      }
      try cursor.checkEnd()
      return cursor.reading(isWhole: true)
    }
  }

  /// The pages under way or there.
  private struct Ahead {
    /// In the order they are to be taken.
    var wanted: [ResultPageRequest] = []
    var arrived: [ResultPageRequest: Result<ResultPageAnswer, any Error>] = [:]
  }

  private func ask(
    for requests: [ResultPageRequest], _ ahead: inout Ahead,
    _ group: inout ThrowingTaskGroup<Arrival, any Error>
  ) {
    for request in requests where !ahead.wanted.contains(request) {
      ahead.wanted.append(request)
      group.addTask { await Arrival(of: request) { try await ask(for: request) } }
    }
  }

  /// The page of a request, which is the next wanted unless that page is not the one it was taken to be.
  private func page(
    _ request: ResultPageRequest, _ ahead: inout Ahead,
    _ group: inout ThrowingTaskGroup<Arrival, any Error>
  ) async throws -> ResultPageAnswer? {
    if ahead.wanted.first != request {
      // Either nothing is under way, or the last page was shorter than those asked for ahead took it to be.
      ahead = Ahead()
      ask(for: [request], &ahead, &group)
    }
    while ahead.arrived[request] == nil, let arrival = try await group.next() {
      if ahead.wanted.contains(arrival.request) { ahead.arrived[arrival.request] = arrival.result }
    }
    guard let result = ahead.arrived.removeValue(forKey: request) else { return nil }
    ahead.wanted.removeFirst()
    return try await retried(result, of: request)
  }

  /// Whether the source heeds which rows are asked for: far beyond the last there are none.
  private func heedsRange() async throws -> Bool {
    do {
      let beyond = ResultPageRequest.beyond
      let first = await Arrival(of: beyond) { try await ask(for: beyond) }
      return try await retried(first.result, of: beyond).page.rowCount == 0
    } catch PollProblem.noResult, PollProblem.refused {
      return true
    }
  }

  /// Makes sure of the header of a single page: a header is there far beyond the last row too.
  private func confirmHeader(_ cursor: inout PageCursor) async throws {
    let unconfirmed = ContradictoryResult.header(
      "the first row may be a header, and there is no other page to begin with it")
    guard case .rows = cursor.start else { throw unconfirmed }
    do {
      let beyond = ResultPageRequest.beyond
      let first = await Arrival(of: beyond) { try await ask(for: beyond) }
      let page = try await retried(first.result, of: beyond)
      guard cursor.hasHeader(page), page.page.rowCount == 0 else { throw unconfirmed }
      cursor.confirmHeader()
    } catch PollProblem.noResult, PollProblem.refused {
      throw unconfirmed
    }
  }

  /// A page that came, or what came instead.
  private struct Arrival: Sendable {
    let request: ResultPageRequest
    let result: Result<ResultPageAnswer, any Error>

    init(
      of request: ResultPageRequest, _ fetch: () async throws -> ResultPageAnswer
    ) async {
      self.request = request
      do { result = .success(try await fetch()) } catch { result = .failure(error) }
    }
  }

  private func ask(for request: ResultPageRequest) async throws -> ResultPageAnswer {
    try await gate.page(request, of: source, for: .bulk)
  }

  /// The page that came, or else the one that comes when it is asked for again.
  ///
  /// A page is tried again only when it is the next one needed: a server in trouble is not asked for the pages
  /// behind it as well.
  private func retried(
    _ first: Result<ResultPageAnswer, any Error>, of request: ResultPageRequest
  ) async throws -> ResultPageAnswer {
    var random = random
    var backoff = Backoff()
    var result = first
    while true {
      do {
        return try result.get()
      } catch let problem as PollProblem {
        backoff.fail(at: 0)
        guard backoff.level < Self.tries(for: problem) else { throw problem }
        // For how long a source wants patience, the gate knows.
        if case .throttled = problem {
        } else {
          try await clock.sleep(for: .seconds(backoff.wait(&random)))
        }
      }
      result = await Arrival(of: request) { try await ask(for: request) }.result
    }
  }

  private static func tries(for problem: PollProblem) -> Int {
    if case .unreadable = problem { return mostReadings }
    return problem.needsPerson ? 1 : mostTries
  }
}

extension ResultPageAnswer {
  /// The same with what was guessed to be a header as a row.
  fileprivate var withFirstRow: ResultPageAnswer {
    guard let headless else { return self }
    var answer = ResultPageAnswer(headless, totalRows: totalRows, next: next, expiresAt: expiresAt)
    answer.repair = repair
    return answer
  }
}

/// How far a reading of a result came.
package struct ResultReading: Hashable, Sendable {
  /// Rows that were read.
  package let rows: Int
  /// The number of the row behind the last that was read.
  package let end: Int
  /// Rows the source said the result has, by its last answer that said so; nil where none did.
  package let announcedRows: Int?
  /// Whether the source had no more; false where the reading was ended before.
  package let isWhole: Bool

  package init(rows: Int, end: Int, announcedRows: Int?, isWhole: Bool) {
    self.rows = rows
    self.end = end
    self.announcedRows = announcedRows
    self.isWhole = isWhole
  }
}
