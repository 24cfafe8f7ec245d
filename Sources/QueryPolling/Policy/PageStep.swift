/// What the engine wants done before a page of rows is asked for.
package enum PageStep: Hashable, Sendable {
  /// Send the request now; how it ends comes back through `finishPage` or `withdrawPage`.
  case send(PageTicket)
  /// Look for a fresher key of this account first; what comes of it comes back through `renewed`.
  case renew(account: String)
  /// Nothing before this moment, in seconds on the engine's clock, unless something changes.
  case wait(until: Double)
}
