package import QueryCore
package import QueryProviders
package import ResultTables

/// The rows of a batch's queries under the numbers they have in the table of the batch (`RowNumber`): a page
/// is of one query.
package struct BatchResults: ResultSource {
  private let batch: Target
  private let source: any QuerySource
  private let queries: BatchRows

  package init(_ queries: BatchRows, of batch: Target, at source: any QuerySource) {
    self.queries = queries
    self.batch = batch
    self.source = source
  }

  package var sourceName: String { batch.source }
  package var places: SourcePlaces { source.traits.places }
  package var access: ResultAccess { .random }

  @concurrent package func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    guard case .rows(let first, let count) = request else { throw PollProblem.unsupported }
    let number = RowNumber(first)
    guard queries.indices.contains(number.query) else { throw PollProblem.unsupported }
    let results = try SplitResults(queries[number.query], of: batch, at: source)
    guard results.access == .random else { throw PollProblem.unsupported }
    return try await results.page(.rows(first: number.row, count: count))
  }
}
