import QueryCore

extension SplitRow {
  /// What stands at the left of the row.
  var name: String {
    switch self {
    case .account(let account): account
    case .noAccount: "no account"
    case .places(let places): CountText.grouped(places.lowerBound + 1)
    }
  }
}

extension DayUnit {
  var plural: String {
    switch self {
    case .day: "days"
    case .week: "weeks"
    case .month: "months"
    }
  }
}

extension SplitColumn {
  /// The column in full, for the message line: `2026-09-14`, `2026-W38, 09-14 to 09-20`, `2026-09`.
  func name(_ unit: DayUnit, isShort: Bool) -> String {
    switch self {
    case .days(let days):
      let first = CalendarDays.text(days.lowerBound)
      switch unit {
      case .day: return isShort ? String(first.dropFirst(5)) : first
      case .week:
        let (year, week) = CalendarDays.week(of: days.lowerBound)
        let last = CalendarDays.text(days.upperBound).dropFirst(5)
        if isShort { return "\(first.dropFirst(5))+6" }
        return "\(year)-W\(week < 10 ? "0" : "")\(week), \(first.dropFirst(5)) to \(last)"
      case .month: return String(first.dropLast(3))
      }
    case .text(let text): return text
    case .noDate: return "no date"
    case .place: return ""
    }
  }
}

/// What is written over a column, in pieces that fit where they stand.
struct ColumnHeading: Hashable, Sendable {
  /// Columns next to each other with the same one share a line over them: a month, or a year.
  let group: String
  /// The same in full, where the column is the first in view or begins a year.
  let longGroup: String
  /// Month of the year in two digits where the column is a day or a week; else blank.
  let month: String
  /// Two columns wide: the day of the month, of a week its Monday's, or the month.
  let digits: String
  /// Three letters for a month, else the digits.
  let word: String

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init(_ column: SplitColumn, _ unit: DayUnit) {
    switch column {
    case .days(let days):
      let (year, month, _) = CalendarDays.civil(days.lowerBound)
      let text = CalendarDays.text(days.lowerBound)
      let number = String(text.dropFirst(5).prefix(2))
      let name = Self.months[month - 1]
      if unit == .month {
        (group, longGroup, self.month, digits, word) = ("\(year)", "\(year)", "  ", number, name)
      } else {
        let day = String(text.suffix(2))
        (group, longGroup, self.month, digits, word) = (name, "\(name) \(year)", number, day, day)
      }
    case .text(let text):
      // The end is where texts differ as a rule.
      let end = String(text.suffix(2))
      (group, longGroup, month, digits, word) = ("other", "not a day", "  ", end, end)
    case .noDate: (group, longGroup, month, digits, word) = ("none", "no date", "  ", " -", " -")
    case .place: (group, longGroup, month, digits, word) = ("", "", "  ", "  ", "  ")
    }
  }
}
