package import ResultTables

/// The rows of one ended query or job: it knows URLs and decoding, and nothing of pace or windows.
package protocol ResultSource: Sendable {
  /// The source whose credential it uses, as in `SOURCE:KIND/ID`.
  var sourceName: String { get }
  var access: ResultAccess { get }

  /// Asks once for a page of rows.
  ///
  /// - Throws: `PollProblem` for whatever goes wrong, `noResult` among it where there are no rows or
  ///   no more; `CancellationError` when the task was cancelled.
  @concurrent func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer
}
