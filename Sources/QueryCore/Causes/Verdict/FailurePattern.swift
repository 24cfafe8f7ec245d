package import FoundationEssentials

/// What the failures of a batch have in common: a predicate over its queries, or over their causes.
///
/// Days are numbered as by `CalendarDays`. A query counts for every day that it covers.
package enum FailurePattern: Hashable, Sendable {
  /// Every query that has ended.
  case everything
  /// Every query but those of one account.
  case everyAccountBut(String)
  /// Every query but those that cover these days.
  case everyDayBut(ClosedRange<Int>)
  /// The queries of these accounts, those with the most failures first.
  case accounts([String])
  /// The queries that cover one of these days, in rising order, days next to each other as one range.
  case days([ClosedRange<Int>])
  /// The queries that reach into the days from this one on.
  case daysFrom(Int)
  /// The queries that begin on this day or before.
  case daysUpTo(Int)
  /// The queries of every Sunday (0), Monday (1) and so on.
  case weekday(Int)
  /// The queries of the last day of every month.
  case monthEnds
  /// The queries of an account from a day on.
  case accountFrom(String, Int)
  /// The queries of an account up to a day.
  case accountUpTo(String, Int)
  /// The queries that ended at this moment or later.
  case since(Date)
  /// The failures of one cause, which are those of some days.
  case causeOnDays(FailureCause.Key, [ClosedRange<Int>])
  /// The failures of one cause, which are those of an account.
  case causeOfAccount(FailureCause.Key, String)
  /// The failures of one cause, wherever they are.
  case cause(FailureCause.Key)

  /// How many words it takes, more or less: of patterns that explain about as much, the one with fewer is told.
  var complexity: Double {
    switch self {
    case .everything: 0
    case .everyAccountBut, .everyDayBut: 1
    case .accounts(let names): Double(min(names.count, 6))
    case .days(let ranges):
      Double(min(ranges.count, 6)) + (ranges.contains { $0.count > 1 } ? 1.2 : 0)
    case .daysFrom, .daysUpTo, .weekday, .monthEnds, .since: 2
    case .accountFrom, .accountUpTo, .causeOnDays, .causeOfAccount: 3
    case .cause: 4
    }
  }

  /// Whether it is the older pattern with more in it, or with another end: what was named goes on being named.
  func isGrown(from older: FailurePattern) -> Bool {
    switch (self, older) {
    case (.accounts(let names), .accounts(let before)): Set(before).isSubset(of: names)
    case (.days(let ranges), .days(let before)):
      before.allSatisfy { range in ranges.contains { $0.contains(range.lowerBound) } }
    case (.daysFrom, .daysFrom), (.daysUpTo, .daysUpTo), (.since, .since): true
    case (.accountFrom(let name, _), .accountFrom(let before, _)): name == before
    case (.accountUpTo(let name, _), .accountUpTo(let before, _)): name == before
    default: false
    }
  }
}
