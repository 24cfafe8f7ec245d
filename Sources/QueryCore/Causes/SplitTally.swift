/// Queries counted by account and by day.
struct SplitTally {
  private(set) var accounts: [String: Int] = [:]
  private(set) var days = DayTally()
  /// Days in another form than the contract's.
  private(set) var otherDays: [String: Int] = [:]

  /// Adds one query.
  mutating func add(_ query: BatchRows.FixedPart) {
    for account in query.accounts { accounts[account, default: 0] += 1 }
    guard let first = query.startDate ?? query.endDate else { return }
    if let range = CalendarDays.range(first, query.endDate) {
      days.add(range)
    } else {
      for day in Set([query.startDate, query.endDate].compactMap(\.self)) {
        otherDays[day, default: 0] += 1
      }
    }
  }
}

/// How often each day is covered by the ranges added, at a cost in proportion to ranges and days, not to their product.
struct DayTally {
  /// By how much the count rises at a day, or falls.
  private var steps: [Int: Int] = [:]

  mutating func add(_ range: ClosedRange<Int>) {
    steps[range.lowerBound, default: 0] += 1
    steps[range.upperBound + 1, default: 0] -= 1
  }

  /// The days covered, earliest first, with their counts.
  var counts: [(day: Int, count: Int)] {
    var counts: [(day: Int, count: Int)] = []
    var count = 0
    var from = 0
    for (day, step) in steps.sorted(by: { $0.key < $1.key }) {
      if count > 0 { for covered in from..<day { counts.append((covered, count)) } }
      count += step
      from = day
    }
    return counts
  }
}
