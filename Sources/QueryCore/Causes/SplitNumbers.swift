/// The accounts and days of a batch's queries as numbers, worked out once for a list of queries.
struct SplitNumbers: Hashable, Sendable {
  /// A range of days as the provider wrote it.
  struct Dates: Hashable, Sendable {
    /// The days; nil where they are in another form than the contract's, or there are none.
    let days: ClosedRange<Int>?
    /// The spans that the days are made of; empty without days.
    fileprivate(set) var spans = Int32(0)..<0
    /// What is no day, as the provider wrote it.
    let others: [String]

    fileprivate init(_ start: String?, _ end: String?) {
      days = (start ?? end).flatMap { CalendarDays.range($0, end) }
      others = days == nil ? Set([start, end].compactMap(\.self)).sorted() : []
    }
  }

  /// By place, where the query's accounts and days stand in `accounts` and `dates`.
  private(set) var accountsOf: [Int32] = []
  private(set) var datesOf: [Int32] = []
  private(set) var accountNames: [String] = []
  /// The accounts of each set that queries name, each once, as a range of `accountPlaces`.
  private(set) var accounts: [Range<Int32>] = []
  /// Places in `accountNames`.
  private(set) var accountPlaces: [Int32] = []
  private(set) var dates: [Dates] = []
  /// Runs of days, earliest first, that each query covers whole or not at all.
  private(set) var spans: [ClosedRange<Int>] = []
  /// Whether no query is of several accounts, or covers several spans.
  private(set) var hasOneAccount = true
  private(set) var hasOneSpan = true
  /// Whether no query is of several days, or of what is no day.
  private(set) var hasOneDay = true

  init() {}

  init(_ rows: [BatchRows.FixedPart]) {
    var sets: [[String]: Int32] = [:]
    var ranges: [[String?]: Int32] = [:]
    var names: [String: Int32] = [:]
    accountsOf.reserveCapacity(rows.count)
    datesOf.reserveCapacity(rows.count)
    var before: BatchRows.FixedPart?
    for row in rows {
      // Rows come in runs of one account, or of one day.
      if let before, let last = accountsOf.last, before.accounts == row.accounts {
        accountsOf.append(last)
      } else {
        let number = sets[row.accounts] ?? append(row.accounts, &names)
        sets[row.accounts] = number
        accountsOf.append(number)
      }
      if let before, let last = datesOf.last, before.startDate == row.startDate,
        before.endDate == row.endDate
      {
        datesOf.append(last)
      } else {
        let key = [row.startDate, row.endDate]
        let number = ranges[key] ?? Int32(dates.count)
        if ranges[key] == nil { dates.append(Dates(row.startDate, row.endDate)) }
        ranges[key] = number
        datesOf.append(number)
      }
      before = row
    }
    cutSpans()
  }

  private mutating func append(_ set: [String], _ names: inout [String: Int32]) -> Int32 {
    let start = accountPlaces.count
    for name in set {
      let known = names[name] ?? Int32(accountNames.count)
      if names[name] == nil { accountNames.append(name) }
      names[name] = known
      // An account that a query names twice is one.
      if !accountPlaces[start...].contains(known) { accountPlaces.append(known) }
    }
    accounts.append(Int32(start)..<Int32(accountPlaces.count))
    if accountPlaces.count - start > 1 { hasOneAccount = false }
    return Int32(accounts.count - 1)
  }

  /// Cuts the days wherever a query begins or ends.
  private mutating func cutSpans() {
    let days = dates.compactMap(\.days)
    hasOneDay =
      days.allSatisfy { $0.count == 1 } && Set(days).count == days.count
      && dates.allSatisfy(\.others.isEmpty)
    let cuts = Set(days.flatMap { [$0.lowerBound, $0.upperBound + 1] }).sorted()
    spans = zip(cuts, cuts.dropFirst()).map { $0...($1 - 1) }
    let places = Dictionary(uniqueKeysWithValues: zip(cuts, cuts.indices.map { Int32($0) }))
    for number in dates.indices {
      guard let days = dates[number].days, let first = places[days.lowerBound],
        let end = places[days.upperBound + 1]
      else { continue }
      dates[number].spans = first..<end
      if end - first > 1 { hasOneSpan = false }
    }
  }

  /// The days that queries cover, earliest first, with how many do.
  ///
  /// - Parameter counts: of queries, by the number of their dates.
  func days(_ counts: some Sequence<(key: Int32, value: Int32)>) -> [(day: Int, count: Int)] {
    var tally = DayTally()
    for (number, count) in counts where count > 0 {
      if let days = dates[Int(number)].days { tally.add(days, count: Int(count)) }
    }
    return tally.counts
  }

  /// What is no day, by name, with how many queries name it.
  func otherDays(_ counts: some Sequence<(key: Int32, value: Int32)>) -> [String: Int] {
    var others: [String: Int] = [:]
    for (number, count) in counts where count > 0 {
      for name in dates[Int(number)].others { others[name, default: 0] += Int(count) }
    }
    return others
  }
}

/// How often each day is covered by the ranges added, at a cost in proportion to ranges and days, not to their product.
struct DayTally {
  /// By how much the count rises at a day, or falls.
  private var steps: [Int: Int] = [:]

  mutating func add(_ range: ClosedRange<Int>, count: Int = 1) {
    steps[range.lowerBound, default: 0] += count
    steps[range.upperBound + 1, default: 0] -= count
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
