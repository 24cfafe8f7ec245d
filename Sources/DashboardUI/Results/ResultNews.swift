package import QueryCore
package import ResultTables

/// What became of the results view's errands.
///
/// News that nobody waits for any more are dropped by the dashboard: a sender need not know whether its view is still open.
package enum ResultNews: Hashable, Sendable {
  /// The rows can be asked for, in this way.
  case opened(ResultAccess)
  /// There are no rows to be had; holds a sentence for the person that says why.
  case refused(String)
  case arrived(ResultPageRequest, ResultPageAnswer)
  /// A page could not be had; `.notFound` says that the provider has thrown the result away.
  case failed(ResultPageRequest, PollProblem)
  case searched(ResultSearchReport)
  case summarized(ResultSummaryReport)
  case exported(ResultExportReport)
}
