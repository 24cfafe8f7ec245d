import QueryCore

/// Why a query of the story fails.
enum PlannedFault: Hashable, Sendable {
  /// The account cannot be read: every query of it fails at once.
  case accountDenied
  /// The data source did not answer for one day: slow, then a failure.
  case sourceTimeout
  case internalError
  case quotaUsedUp

  /// Words the failure as a provider would, with ids and numbers that differ from query to query.
  func failure(account: SimulatedAccount, day: CivilDay, reference: Int) -> QueryFailure {
    switch self {
    case .accountDenied:
      QueryFailure(
        code: "QUERY_ACCOUNT_UNAVAILABLE",
        message: "Account \(account.id) is not available (reference \(reference)).",
        description: "The user behind this connection may not read the account, or it was removed. "
          + "Ask its owner for access, or take the account out of the query.",
        status: 500)
    case .sourceTimeout:
      QueryFailure(
        code: "DATA_SOURCE_TIMEOUT",
        message: "The data source did not answer in time for \(day) (task \(reference)).",
        description: "The request was given up after 3 attempts. Later attempts may succeed.",
        status: 504)
    case .internalError:
      QueryFailure(
        code: "INTERNAL_SERVER_ERROR", message: "An unexpected error occurred.",
        description: "Incident \(reference).", status: 500)
    case .quotaUsedUp:
      QueryFailure(
        code: "DATA_SOURCE_QUOTA_EXCEEDED",
        message: "The request quota of account \(account.id) is used up for this hour.",
        description: "The data source allows no more requests for now (quota group \(reference)).",
        status: 429)
    }
  }
}
