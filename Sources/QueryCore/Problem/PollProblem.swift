package import FoundationEssentials

/// Why the last poll of a target brought nothing new.
///
/// It never changes the target's state: it says how old the news is.
package enum PollProblem: Error, Hashable, Sendable {
  /// 401: the key is missing, wrong or expired.
  case unauthorized(QueryFailure)
  /// 403: the key is good but may not do this.
  case forbidden(QueryFailure)
  /// 404: unknown id, or kept no longer.
  case notFound(QueryFailure)
  /// An error about the work itself, known by its code, whatever the HTTP status: it may be its end.
  case workFailed(status: Int, QueryFailure)
  /// There are no rows of it, or no more: not ended, failed, or thrown away by the provider.
  case noResult(QueryFailure)
  /// 429, until the given moment: the provider's own where `isTold`, and otherwise our guess.
  case throttled(until: Date, isTold: Bool = true, QueryFailure = QueryFailure())
  /// 400 and other refusals of this very request.
  case refused(status: Int, QueryFailure)
  /// 5xx without a sign that the query itself failed.
  case serverError(status: Int, QueryFailure)
  /// A 3xx answer; never followed. Holds the host it pointed to, where one could be read.
  case redirected(toHost: String?)
  /// No connection: refused, reset, unknown host, TLS. Holds a short reason without addresses or secrets.
  case unreachable(String)
  case timedOut
  /// An answer that is not what the contract promises; holds what was wrong and where.
  case unreadable(String)
  /// No credential is configured for the source; holds the environment variable to set.
  case noCredential(variable: String)
  /// The answer names another query or job than the one that was asked for; holds the id it names,
  /// untrusted.
  case otherTarget(String)
  /// The provider has no such endpoint yet (501).
  case unsupported
}
