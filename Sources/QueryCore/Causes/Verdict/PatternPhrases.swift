import FoundationEssentials

/// The words for one pattern.
struct PatternPhrases {
  let facts: PatternFacts
  let causes: [FailureCause]
  /// Whether another pattern was told before, whose queries these are not.
  let isSecond: Bool

  init(_ facts: PatternFacts, causes: [FailureCause], isSecond: Bool) {
    self.facts = facts
    self.causes = causes
    self.isSecond = isSecond
  }

  private var failed: String { CountText.grouped(facts.count.failed) }
  private var counts: String { "\(failed) of \(CountText.grouped(facts.count.ended))" }
  private var isComplete: Bool { facts.count.failed == facts.count.ended }

  /// The clause up to its colon.
  ///
  /// - Parameter all: the failures that the clause speaks of, all or those that an earlier one left.
  func lead(of all: Int, causeWords: String) -> String {
    switch facts.pattern {
    case .everything:
      "\(isComplete ? "everything" : "nearly everything") failed: \(counts)\(causeWords)"
    case .everyAccountBut(let name):
      "everything but account \(NameText.cut(name)) failed: \(counts)\(causeWords)"
    case .everyDayBut(let days):
      "everything but \(DayText.of([days])) failed: \(counts)\(causeWords)"
    case .days, .daysFrom, .daysUpTo, .weekday, .monthEnds:
      !isSecond && facts.count.failed == all
        ? "\(whoFailed) failed \(when)\(causeWords)"
        : "\(share(of: all)) \(what)\(causeWords.isEmpty ? "" : ",")\(causeWords.drop { $0 == "," })"
    case .since: "\(share(of: all)) \(what)\(causeWords)"
    case .accountFrom(let name, _), .accountUpTo(let name, _):
      !isSecond && facts.count.failed == all
        ? "account \(NameText.cut(name)) fails \(when) \(daysInBrackets)"
        : "\(share(of: all)) \(what)"
    case .accounts, .cause, .causeOnDays, .causeOfAccount, nil: "\(share(of: all)) \(what)"
    }
  }

  /// `20 of 27 failures are`, `all 20 failures are`, `19 of the other 27 are`, `the other 27 are`.
  private func share(of all: Int) -> String {
    let isAll = facts.count.failed == all
    if isSecond {
      return isAll
        ? "the other \(failed) are" : "\(failed) of the other \(CountText.grouped(all)) are"
    }
    return isAll
      ? "all \(failed) failures are" : "\(failed) of \(CountText.grouped(all)) failures are"
  }

  /// `all 40 accounts`, `39 of 40 accounts`; without accounts `22 of 22 queries`.
  private var whoFailed: String {
    let accounts = facts.accounts
    guard accounts.ended > 1 else { return "\(counts) queries" }
    return accounts.failed == accounts.ended && isComplete
      ? "all \(CountText.grouped(accounts.ended)) accounts"
      : "\(CountText.grouped(accounts.failed)) of \(CountText.grouped(accounts.ended)) accounts"
  }

  /// What the failures are, after "are".
  private var what: String {
    switch facts.pattern {
    case .accounts(let names):
      names.count == 1
        ? "one account, \(NameText.cut(names[0])), \(onDays)"
        : "\(CountText.grouped(names.count)) accounts, \(NameText.list(names)), \(onDays)"
    case .days(let ranges):
      DayText.count(ranges) == 1
        ? "on one day, \(DayText.of(ranges)), \(inAccounts)"
        : "on \(CountText.grouped(DayText.count(ranges))) days, \(DayText.of(ranges)), \(inAccounts)"
    case .daysFrom(let day): "on the days from \(CalendarDays.text(day)) on, \(inAccounts)"
    case .daysUpTo(let day): "on the days up to \(CalendarDays.text(day)), \(inAccounts)"
    case .weekday(let day): "on \(DayText.weekdays[day])s, \(inAccounts)"
    case .monthEnds: "on the last days of months, \(inAccounts)"
    case .accountFrom(let name, _), .accountUpTo(let name, _):
      "one account, \(NameText.cut(name)), \(when) \(daysInBrackets)"
    case .since(let date):
      "from \(TimeText.second(date)) on, when \(isComplete ? "everything" : "nearly everything") failed (\(counts))"
    case .causeOnDays(let key, let ranges): "\(NameText.of(key)), all \(DayText.on(ranges))"
    case .causeOfAccount(let key, let name): "\(NameText.of(key)), all in \(NameText.cut(name))"
    case .cause(let key): "\(NameText.of(key))\(spread)"
    case .everything, .everyAccountBut, .everyDayBut, nil: "\(counts) queries"
    }
  }

  private var when: String {
    switch facts.pattern {
    case .days(let ranges): DayText.on(ranges)
    case .daysFrom(let day), .accountFrom(_, let day): "from \(CalendarDays.text(day)) on"
    case .daysUpTo(let day), .accountUpTo(_, let day): "up to \(CalendarDays.text(day))"
    case .weekday(let day): "on every \(DayText.weekdays[day])"
    case .monthEnds: "on the last day of every month"
    default: ""
    }
  }

  /// `on every day`, `on 19 of 20 days`, `in 38 of 40 queries`.
  private var onDays: String {
    let days = facts.days
    guard days.ended > 1 else { return inQueries }
    if isComplete { return isSecond ? "on every other day" : "on every day" }
    return days.ended == facts.count.ended
      ? "on \(CountText.grouped(days.failed)) of \(CountText.grouped(days.ended)) days" : inQueries
  }

  /// `in every account`, `in 39 of 40 accounts`, `in 78 of 80 queries`.
  private var inAccounts: String {
    let accounts = facts.accounts
    guard accounts.ended > 1 else { return inQueries }
    if isComplete { return isSecond ? "in every other account" : "in every account" }
    return accounts.ended == facts.count.ended
      ? "in \(CountText.grouped(accounts.failed)) of \(CountText.grouped(accounts.ended)) accounts"
      : inQueries
  }

  private var inQueries: String { isComplete ? "in every query" : "in \(counts) queries" }

  /// `(11 of 11 days)`.
  private var daysInBrackets: String {
    facts.days.ended == facts.count.ended
      ? "(\(CountText.grouped(facts.days.failed)) of \(CountText.grouped(facts.days.ended)) days)"
      : "(\(counts) queries)"
  }

  /// Where a cause without a pattern is: `, in 22 accounts and on 18 days with no pattern`.
  private var spread: String {
    var parts: [String] = []
    if facts.accounts.failed > 1 {
      parts.append("in \(CountText.grouped(facts.accounts.failed)) accounts")
    }
    if facts.days.failed > 1 { parts.append("on \(CountText.grouped(facts.days.failed)) days") }
    return parts.isEmpty ? "" : ", \(parts.joined(separator: " and ")) with no pattern"
  }
}

/// Days in sentences.
enum DayText {
  static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  static func count(_ ranges: [ClosedRange<Int>]) -> Int { ranges.reduce(0) { $0 + $1.count } }

  /// `2026-11-14`, `2026-11-09 to 2026-11-15`, `2026-11-09, 2026-11-12 and 4 more`.
  static func of(_ ranges: [ClosedRange<Int>]) -> String { NameText.list(ranges.map(text)) }

  /// `on 2026-11-14`, `from 2026-11-09 to 2026-11-15`.
  static func on(_ ranges: [ClosedRange<Int>]) -> String {
    ranges.count == 1 && ranges[0].count > 1 ? "from \(of(ranges))" : "on \(of(ranges))"
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    let first = CalendarDays.text(range.lowerBound)
    return range.count == 1 ? first : "\(first) to \(CalendarDays.text(range.upperBound))"
  }
}

/// Names of accounts and causes in sentences, never endless.
enum NameText {
  /// A name with its middle left out where it is longer than `width` characters.
  static func cut(_ name: String, to width: Int = 48) -> String {
    guard name.utf8.count > width, name.count > width, width > 4 else { return name }
    let tail = (width - 1) * 2 / 5
    return "\(name.prefix(width - 1 - tail))…\(name.suffix(tail))"
  }

  /// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(3).map { cut($0) }
    if names.count > 3 {
      return "\(shown.joined(separator: ", ")) and \(CountText.grouped(names.count - 3)) more"
    }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// A cause's code, or the first words of its message in quotes.
  static func of(_ key: FailureCause.Key) -> String {
    if let code = key.code, !code.isEmpty { return cut(code) }
    return "\"\(key.message.count > 40 ? key.message.prefix(39) + "…" : key.message[...])\""
  }
}
