/// What the failures of a cause hit: counted as numbers, and put into names when somebody asks for them.
struct CauseReach: Hashable, Sendable {
  private let numbers: SplitNumbers
  private let failed: SplitCounts
  private let ended: EndedSplits

  init(_ numbers: SplitNumbers, failed: SplitCounts, ended: EndedSplits) {
    self.numbers = numbers
    self.failed = failed
    self.ended = ended
  }

  /// The accounts hit, those hit most often first, ties by name.
  var accounts: [SplitCount] {
    failed.accounts.map { number, count in
      SplitCount(
        numbers.accountNames[Int(number)], failed: Int(count),
        ended: Int(ended.accounts[Int(number)]))
    }
    .sorted { ($1.failed, $0.name) < ($0.failed, $1.name) }
  }

  var accountCount: Int { failed.accounts.count }

  /// The days hit, earliest first, then what is no day.
  var days: [SplitCount] {
    let all = ended.dates.indices.lazy.map { (key: Int32($0), value: ended.dates[$0]) }
    let endedDays = Dictionary(
      uniqueKeysWithValues: numbers.days(all).map { ($0.day, $0.count) })
    let endedOthers = numbers.otherDays(all)
    let days = numbers.days(failed.dates).map {
      SplitCount(CalendarDays.text($0.day), failed: $0.count, ended: endedDays[$0.day] ?? $0.count)
    }
    return days
      + numbers.otherDays(failed.dates).sorted { $0.key < $1.key }
      .map { SplitCount($0.key, failed: $0.value, ended: endedOthers[$0.key] ?? $0.value) }
  }

  var dayCount: Int {
    if numbers.hasOneDay {
      return failed.dates.keys.count { numbers.dates[Int($0)].days != nil }
    }
    return numbers.days(failed.dates).count + numbers.otherDays(failed.dates).count
  }
}

/// Queries counted by the numbers of their accounts and days, where they have few of each.
struct SplitCounts: Hashable, Sendable {
  /// By account.
  private(set) var accounts: [Int32: Int32] = [:]
  /// By dates.
  private(set) var dates: [Int32: Int32] = [:]

  /// Counts the query at a place.
  mutating func add(_ place: Int, _ numbers: SplitNumbers) {
    for account in numbers.accounts[Int(numbers.accountsOf[place])] {
      accounts[numbers.accountPlaces[Int(account)], default: 0] += 1
    }
    dates[numbers.datesOf[place], default: 0] += 1
  }
}

/// The ended queries of a batch counted by the numbers of their accounts and days.
struct EndedSplits: Hashable, Sendable {
  private(set) var accounts: [Int32] = []
  private(set) var dates: [Int32] = []

  init() {}

  init(_ numbers: SplitNumbers) {
    accounts = Array(repeating: 0, count: numbers.accountNames.count)
    dates = Array(repeating: 0, count: numbers.dates.count)
  }

  /// Counts the query at a place; takes it away where `times` is -1.
  mutating func add(_ place: Int, _ numbers: SplitNumbers, times: Int32) {
    for account in numbers.accounts[Int(numbers.accountsOf[place])] {
      accounts[Int(numbers.accountPlaces[Int(account)])] += times
    }
    dates[Int(numbers.datesOf[place])] += times
  }
}
