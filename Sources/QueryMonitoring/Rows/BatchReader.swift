package import QueryCore
package import QueryProviders
package import QueryScheduling
package import ResultTables

/// Reads the rows of a batch's queries, one query after another, each to its end by the rules of
/// `ResultReader`: of the next few queries the first pages are on their way meanwhile.
///
/// A query whose rows cannot be had does not end the reading: that is told of it, and the next is read.
/// What concerns the source, as a refused key, ends it.
package struct BatchReader: Sendable {
  /// Queries whose first pages may be under way or there at one time, the one being read among them.
  package static let mostAhead = 3
  /// Queries in a row whose answers are refused or cannot be read, after which it is the source that is
  /// at fault.
  static let mostUnread = 3

  /// What is told of a reading.
  package enum Step: Sendable {
    /// A page of a query, with the split's columns in front, and the number of its first row.
    case page(BatchQuery, ResultPageAnswer, firstRow: Int)
    /// The query has been read; its last step.
    case ended(BatchQuery, QueryReading)
  }

  private let batch: Target
  private let source: any QuerySource
  private let gate: any RequestAdmission
  private let clock: any Clock<Duration>
  private let random: Randomness

  /// - Parameters:
  ///   - gate: gives leave for each request; all who use the source's credential share one.
  ///   - clock: what waits between tries are slept on.
  package init(
    of batch: Target, at source: any QuerySource, gate: any RequestAdmission,
    clock: any Clock<Duration> = ContinuousClock(), random: Randomness = Randomness()
  ) {
    self.batch = batch
    self.source = source
    self.gate = gate
    self.clock = clock
    self.random = random
  }

  /// Where the source's key and address were set.
  package var places: SourcePlaces { source.traits.places }

  /// Reads queries until there is none.
  ///
  /// - Parameters:
  ///   - next: gives the queries to be read now, in order, `most` of them at the most; none ends the
  ///     reading. The first is read next; those it gave before and that have not ended may be given
  ///     again.
  ///   - take: is given each step; false ends the reading.
  /// - Throws: `PollProblem` for a source that cannot be asked; `CancellationError`; whatever `next` and
  ///   `take` throw.
  package func read(
    _ next: (_ most: Int) async throws -> [BatchQuery],
    _ take: (Step) async throws -> Bool
  ) async throws {
    try await withThrowingTaskGroup(of: (id: String, page: ResultReader.FirstPage).self) { group in
      defer { group.cancelAll() }
      /// Queries whose first pages are under way or there.
      var asked: Set<String> = []
      var arrived: [String: ResultReader.FirstPage] = [:]
      var unread = 0
      while true {
        let queries = try await next(Self.mostAhead)
        guard let query = queries.first else { return }
        for query in queries where asked.count < Self.mostAhead || query.id == queries.first?.id {
          guard asked.insert(query.id).inserted else { continue }
          let rows = Result { () throws(PollProblem) in try reader(of: query) }
          group.addTask { (query.id, await Self.firstPage(of: rows)) }
        }
        while arrived[query.id] == nil, let (id, page) = try await group.next() {
          arrived[id] = page
        }
        asked.remove(query.id)
        guard let page = arrived.removeValue(forKey: query.id) else { return }
        let reading = try await read(query, from: page, take)
        guard let reading else { return }
        unread = reading.isUnread ? unread + 1 : 0
        if case .unavailable(let problem) = reading, unread >= Self.mostUnread { throw problem }
        guard try await take(.ended(query, reading)) else { return }
      }
    }
  }

  private func reader(of query: BatchQuery) throws(PollProblem) -> ResultReader {
    ResultReader(
      try SplitResults(query, of: batch, at: source), gate: gate, clock: clock, random: random)
  }

  private static func firstPage(
    of reader: Result<ResultReader, PollProblem>
  ) async -> ResultReader.FirstPage {
    switch reader {
    case .success(let reader): await reader.firstPage()
    case .failure(let problem): ResultReader.FirstPage(failing: problem)
    }
  }

  /// Reads one query to its end; nil where `take` wants no more.
  private func read(
    _ query: BatchQuery, from page: ResultReader.FirstPage,
    _ take: (Step) async throws -> Bool
  ) async throws -> QueryReading? {
    do {
      let reading = try await reader(of: query).read(from: page) { answer, row in
        try await take(.page(query, answer, firstRow: row))
      }
      guard reading.isWhole else { return nil }
      if let announced = query.resultRows, announced != reading.rows {
        return .contradictory(.count(announced: announced, came: reading.rows))
      }
      return .whole(reading)
    } catch let problem as PollProblem where problem.isAboutOneResult {
      return .unavailable(problem)
    } catch let contradiction as ContradictoryResult {
      return .contradictory(contradiction)
    }
  }
}

/// How the reading of one query of a batch ended.
package enum QueryReading: Hashable, Sendable {
  case whole(ResultReading)
  /// Its rows cannot be had, or no more of them: as a rule they have expired.
  case unavailable(PollProblem)
  /// Its answers do not agree with one another.
  case contradictory(ContradictoryResult)

  /// Whether the answers about it could not be read, or were refused, which may be the source's fault.
  fileprivate var isUnread: Bool {
    switch self {
    case .unavailable(.refused), .unavailable(.unreadable), .unavailable(.otherTarget): true
    default: false
    }
  }
}

extension PollProblem {
  /// Whether it concerns the one result that was asked for, and not all of the source.
  fileprivate var isAboutOneResult: Bool {
    switch self {
    case .noResult, .notFound, .workFailed, .refused, .unreadable, .otherTarget: true
    case .unauthorized, .forbidden, .throttled, .serverError, .redirected, .unreachable, .timedOut,
      .noCredential, .unsupported:
      false
    }
  }
}
