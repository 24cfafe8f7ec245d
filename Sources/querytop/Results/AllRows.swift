import QueryCore
import QueryMonitoring
import ResultTables

/// All rows behind a view, to be searched or counted: of one result, or of all queries of a batch that have
/// succeeded by now.
nonisolated enum AllRows {
  case result(ResultReader)
  case batch(BatchReader, BatchRows)

  /// Where the source's key and address were set.
  var places: SourcePlaces {
    switch self {
    case .result(let reader): reader.places
    case .batch(let reader, _): reader.places
    }
  }

  /// Reads page after page, each with the number its first row has in the view.
  ///
  /// Queries whose rows cannot be had are passed over: in the table of a batch they are gaps.
  func read(_ take: (ResultPageAnswer, _ number: Int) async throws -> Bool) async throws {
    switch self {
    case .result(let reader): _ = try await reader.read(take)
    case .batch(let reader, let queries):
      let places = queries.indices.filter(queries.isToBeRead)
      let counts = places.compactMap(queries.resultRows(at:))
      let total = counts.count == places.count ? counts.reduce(0, +) : nil
      var next = 0
      try await reader.read { most in
        places.dropFirst(next).prefix(most).map { queries[$0] }
      } _: { step in
        switch step {
        case .page(_, var answer, let row):
          answer.totalRows = total
          return try await take(answer, RowNumber(query: places[next], row: row).value)
        case .ended:
          next += 1
          return true
        }
      }
    }
  }
}
