import QueryCore
package import ResultTables

/// Reads a result from some row to its end, page after page, for whoever searches, counts or saves
/// all of it: one page is with the reader, the next on its way, and no third in memory.
///
/// What passes is tried again, by the house's backoff; a source that asks for patience gets it.
package struct ResultReader: Sendable {
  /// Failures in a row after which a page is given up.
  package static let mostTries = 8
  /// The same for answers that cannot be read, which a second look seldom mends.
  package static let mostReadings = 2

  private let source: any ResultSource
  private let gate: any RequestGate
  private let clock: any Clock<Duration>
  private let random: Randomness

  /// - Parameters:
  ///   - gate: gives leave for each request; all who use the source's credential share one.
  ///   - clock: what waits between tries are slept on.
  ///   - random: what jitter is drawn from.
  package init(
    _ source: any ResultSource, gate: any RequestGate,
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
  /// - Returns: how far it came, which need not be what the source announced.
  /// - Throws: `PollProblem` for a page that could not be had, after `take` has seen all before it;
  ///   `CancellationError`; whatever `take` throws.
  package func read(
    from first: Int = 0, pageRows: Int = 10_000,
    _ take: (_ page: ResultPageAnswer, _ firstRow: Int) async throws -> Bool
  ) async throws -> ResultReading {
    var course = ResultCourse(access: source.access, first: first, pageRows: pageRows)
    let start = course.start
    return try await withThrowingTaskGroup(of: ResultPageAnswer.self) { group in
      group.addTask { try await fetch(start) }
      while let page = try await group.next() {
        let row = course.row
        let next = course.next(after: page)
        if let next { group.addTask { try await fetch(next) } }
        guard try await take(page, row) else {
          group.cancelAll()
          return course.reading(isWhole: next == nil)
        }
      }
      return course.reading(isWhole: true)
    }
  }

  /// Asks for one page until it is there or cannot be had.
  private func fetch(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    var random = random
    var backoff = Backoff()
    while true {
      do {
        return try await gate.page(request, of: source, for: .bulk)
      } catch let problem as PollProblem {
        backoff.fail(at: 0)
        guard backoff.level < Self.tries(for: problem) else { throw problem }
        // For how long, the gate knows.
        if case .throttled = problem { continue }
        try await clock.sleep(for: .seconds(backoff.wait(&random)))
      }
    }
  }

  private static func tries(for problem: PollProblem) -> Int {
    if case .unreadable = problem { return mostReadings }
    return problem.needsPerson ? 1 : mostTries
  }
}
