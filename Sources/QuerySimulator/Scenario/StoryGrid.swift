/// The split of a batch into accounts and days, account by account in order of submission.
///
/// The last day is ragged: where the count does not fill the grid, only the first accounts have it.
struct StoryGrid: Hashable, Sendable {
  let queries: Int
  let accounts: Int
  let days: Int

  /// Chooses about twice as many accounts as days: 40 × 20 for 800.
  init(queries: Int) {
    self.queries = queries
    accounts = max(1, Int((Double(2 * queries)).squareRoot().rounded()))
    days = (queries + accounts - 1) / accounts
  }

  /// How many accounts have the last day; the rest end a day earlier.
  var full: Int { queries - accounts * (days - 1) }

  /// The account and day of the query at `index` in order of submission.
  func place(of index: Int) -> (account: Int, day: Int) {
    let inFull = full * days
    if index < inFull { return (index / days, index % days) }
    let rest = index - inFull
    return (full + rest / (days - 1), rest % (days - 1))
  }

  /// Days that every account has.
  var fullDays: Int { full == accounts ? days : days - 1 }
}
