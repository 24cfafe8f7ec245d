/// What a batch was asked for, as far as running a part of it again depends on it.
package struct RequestOutline: Hashable, Sendable {
  /// One of the queries of the request, which the provider splits into those of the batch.
  package struct Query: Hashable, Sendable {
    /// The accounts it names; nil where it names none, or by a filter.
    package var accounts: [String]?
    /// Its days; nil where it has none, or relative ones such as `yesterday`.
    package var days: ClosedRange<Int>?
    /// Why accounts and dates cannot be filled into it; nil where they can.
    package var obstacle: String?

    package init(
      accounts: [String]? = nil, days: ClosedRange<Int>? = nil, obstacle: String? = nil
    ) {
      self.accounts = accounts
      self.days = days
      self.obstacle = obstacle
    }
  }

  /// In the order of the request.
  package var queries: [Query]
  /// Whether the provider makes a query of each account.
  package var splitsAccounts: Bool
  /// Whether it makes a query of each day.
  package var splitsDays: Bool

  package init(queries: [Query], splitsAccounts: Bool, splitsDays: Bool) {
    self.queries = queries
    self.splitsAccounts = splitsAccounts
    self.splitsDays = splitsDays
  }
}

extension RequestOutline.Query {
  /// Whether a split of these accounts and dates can have been made of it.
  func covers(_ split: RerunSplit) -> Bool {
    if let accounts, !split.accounts.allSatisfy(accounts.contains) { return false }
    if let days, let own = split.days {
      return days.contains(own.lowerBound) && days.contains(own.upperBound)
    }
    return true
  }

  /// How many queries the provider makes of it; nil where that cannot be told.
  func splits(of outline: RequestOutline) -> Int? {
    let byAccount = outline.splitsAccounts ? accounts?.count : 1
    let byDay = outline.splitsDays ? days?.count : 1
    guard let byAccount, let byDay, byAccount > 0 else { return nil }
    return byAccount * byDay
  }
}

/// What one query of a batch covers.
package struct RerunSplit: Hashable, Sendable {
  package let accounts: [String]
  /// As the provider wrote them; nil where it named none.
  package let startDate: String?
  package let endDate: String?

  package init(accounts: [String], startDate: String?, endDate: String?) {
    self.accounts = accounts
    self.startDate = startDate ?? endDate
    self.endDate = endDate ?? startDate
  }

  init(_ query: BatchQuery) {
    self.init(accounts: query.accounts, startDate: query.startDate, endDate: query.endDate)
  }

  /// Its days as numbers of `CalendarDays`; nil where it has none that are days.
  package var days: ClosedRange<Int>? { startDate.flatMap { CalendarDays.range($0, endDate) } }

  /// `act_1 2026-11-14`, for people.
  package var words: String {
    var parts = accounts.count > 3 ? accounts.prefix(2) + ["+\(accounts.count - 2)"] : accounts[...]
    if let startDate {
      parts.append(startDate == endDate ? startDate : "\(startDate)…\(endDate ?? "")")
    }
    return parts.isEmpty ? "a query without accounts and dates" : parts.joined(separator: " ")
  }
}
