/// Days of the calendar as texts, `2026-10-03`, and the ranges they make.
///
/// Days are counted from 1970-01-01 in the Gregorian calendar, by the arithmetic of civil dates (H.
/// Hinnant, "chrono-compatible low-level date algorithms").
package enum CalendarDays {
  /// The longest range that is taken apart, in days.
  package static let longest = 3660

  /// The days of a range as numbers.
  ///
  /// - Parameters:
  ///   - first: the range's first day.
  ///   - last: its last; nil for a range of one day.
  /// - Returns: nil where one is no such text, the range runs backwards or is too long.
  package static func range(_ first: String, _ last: String?) -> ClosedRange<Int>? {
    guard let start = number(first), let end = last == first ? start : last.map(number) ?? start,
      start <= end,
      end - start < longest
    else { return nil }
    return start...end
  }

  /// The number of a day; nil for a text of another form and for a day no month has.
  package static func number(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { number($0) }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      return nil
    }
    func digits(_ places: Range<Int>) -> Int? {
      var value = 0
      for place in places {
        guard text[place].isASCIIDigit else { return nil }
        value = value * 10 + Int(text[place] - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10) else {
      return nil
    }
    guard (1...12).contains(month), day >= 1, day <= length(ofMonth: month, year) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The day of the week of a day's number: 0 for Sunday to 6 for Saturday.
  package static func weekday(_ number: Int) -> Int {
    // Day 0 was a Thursday; the remainder of a day before it is negative.
    ((number + 4) % 7 + 7) % 7
  }

  /// Whether a day's number is that of the last day of a month.
  package static func isMonthEnd(_ number: Int) -> Bool { text(number + 1).hasSuffix("-01") }

  /// The text of a day's number, from year 0 to 9999.
  package static func text(_ number: Int) -> String {
    let (year, month, day) = civil(number)
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Year, month (from 1) and day of the month of a day's number, from year 0 on.
  package static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The number of the first day of a month, which is counted from January of year 0.
  package static func firstDay(ofMonth month: Int) -> Int {
    // March first, so that the day a leap year adds is a year's last.
    let shifted = month - 2
    let year = shifted >= 0 ? shifted / 12 : -1
    let monthOfYear = shifted - year * 12
    let era = year >= 0 ? year / 400 : -1
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * monthOfYear + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
