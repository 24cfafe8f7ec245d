package import QueryCore
package import QueryProviders
package import ResultTables

/// The rows of one query of a batch, each with the split it is of in front.
package struct SplitResults: ResultSource {
  /// The query by itself.
  package let target: Target
  private let results: any ResultSource
  private let columns: SplitColumns

  /// - Throws: `PollProblem.unreadable` for an id that cannot be asked for, `unsupported` where the
  ///   provider gives no rows of a query.
  package init(
    _ query: BatchQuery, of batch: Target, at source: any QuerySource
  ) throws(PollProblem) {
    do {
      target = try Target(source: batch.source, kind: .query, id: query.id)
    } catch {
      // An id outside the contract's pattern never enters a URL.
      throw .unreadable("the id of a query is not well formed")
    }
    guard let results = source.results(of: target) else { throw .unsupported }
    self.results = results
    columns = SplitColumns(of: query)
  }

  package var sourceName: String { results.sourceName }
  package var places: SourcePlaces { results.places }
  package var access: ResultAccess { results.access }

  @concurrent package func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    columns.before(try await results.page(request))
  }
}
