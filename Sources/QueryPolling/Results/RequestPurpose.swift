/// What a request for rows is for, and so which part of the budget pays for it.
package enum RequestPurpose: Hashable, Sendable {
  /// Somebody is looking and waits for it: paid from the reserve while that lasts.
  case person
  /// One of many, to search, count or save everything: at once while a quarter of the limit lasts,
  /// then at the pace of the polls and behind them.
  case bulk
}
