/// What the failures of a batch have in common: a predicate over its queries, or over their causes.
package enum FailurePattern: Hashable, Sendable {
  /// Every query that has ended.
  case everything
  /// Every query but those of one account.
  case everyAccountBut(String)
  /// Every query but those that cover one day, as `CalendarDays` numbers it.
  case everyDayBut(Int)
  /// The queries of these accounts, those with the most failures first.
  case accounts([String])
  /// The queries that cover one of these days, earliest first, as `CalendarDays` numbers them.
  case days([Int])
}
