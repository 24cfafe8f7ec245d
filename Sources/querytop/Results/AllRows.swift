import FoundationEssentials
import QueryCore
import QueryMonitoring
import ResultTables

/// All rows behind a view, to be searched or counted: of one result, of all queries of a batch that have succeeded by
/// now, or those that have been kept.
nonisolated enum AllRows {
  case result(ResultReader)
  case batch(BatchReader, BatchRows)
  /// In an order of their own; nil for the server's.
  case kept(KeptRows, RowOrder?, SourcePlaces)

  /// Where the source's key and address were set.
  var places: SourcePlaces {
    switch self {
    case .result(let reader): reader.places
    case .batch(let reader, _): reader.places
    case .kept(_, _, let places): places
    }
  }

  /// The queries of a batch that have succeeded; nil for one result.
  var queryCount: Int? {
    guard case .batch(_, let queries) = self else { return nil }
    return queries.indices.count { queries.state(at: $0) == .succeeded }
  }

  /// What ended a reading, in a sentence; nil for being stopped.
  func trouble(_ error: any Error, of target: Target) -> String? {
    switch error {
    case let problem as PollProblem:
      problem.sentence(about: target, of: places, now: Date(), isAskedAgain: false)
    case let contradiction as ContradictoryResult: "\(target): \(contradiction)"
    case let problem as KeepingProblem: "\(problem)"
    default: nil
    }
  }

  /// Reads page after page, each with the number its first row has in the view.
  ///
  /// Queries whose rows cannot be had are passed over: in the table of a batch they are gaps.
  ///
  /// - Returns: the queries whose rows did not come, or not all of them.
  @discardableResult
  func read(
    _ take: (ResultPageAnswer, _ number: Int) async throws -> Bool
  ) async throws -> UnreadQueries {
    switch self {
    case .result(let reader): _ = try await reader.read(take)
    case .batch(let reader, let queries): return try await read(queries, by: reader, take)
    case .kept(let rows, let order?, _):
      var next = 0
      while next < order.rows.count {
        try Task.checkCancellation()
        var answer = ResultPageAnswer(
          try rows.page(of: order.rows[next...].prefix(ResultReader.pageRows)))
        answer.totalRows = order.rows.count
        guard try await take(answer, next) else { break }
        next += answer.page.rowCount
      }
    case .kept(let rows, nil, _):
      try await rows.read { page, first in
        try Task.checkCancellation()
        return try await take(
          ResultPageAnswer(page, totalRows: rows.table.rowCount), rows.table.number(of: first))
      }
      return rows.table.unread
    }
    return UnreadQueries()
  }

  private func read(
    _ queries: BatchRows, by reader: BatchReader,
    _ take: (ResultPageAnswer, _ number: Int) async throws -> Bool
  ) async throws -> UnreadQueries {
    let places = queries.indices.filter(queries.isToBeRead)
    let counts = places.compactMap(queries.resultRows(at:))
    let total = counts.count == places.count ? counts.reduce(0, +) : nil
    // The query that is read, and how many of its rows have come.
    var (next, rows) = (0, 0)
    var unread = UnreadQueries()
    try await reader.read { most in
      places.dropFirst(next).prefix(most).map { queries[$0] }
    } _: { step in
      switch step {
      case .page(_, var answer, let row):
        answer.totalRows = total
        rows += answer.page.rowCount
        return try await take(answer, RowNumber(query: places[next], row: row).value)
      case .ended(_, let reading):
        switch reading {
        case .whole: break
        case .unavailable(let problem) where problem.isExpiry && rows == 0:
          unread.expired.insert(places[next])
        case .unavailable, .contradictory: unread.others.insert(places[next])
        }
        (next, rows) = (next + 1, 0)
        return true
      }
    }
    return unread
  }
}
