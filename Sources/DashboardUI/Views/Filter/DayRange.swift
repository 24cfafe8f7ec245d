import QueryCore
import ResultTables

/// The days a filter asks for: `11-14`, `2026-11-14`, `2026-11`, `2026`, or a range of two such.
struct DayRange: Hashable, Sendable {
  /// A day as a number whose order is that of days: 20261114, or 1114 where no year was given.
  private let low: Int
  private let high: Int
  private let hasYear: Bool
  /// For days that a provider writes in some other way.
  private let text: ResultSearch

  /// - Throws: `FilterProblem` where the value is none of these.
  init(_ token: FilterToken) throws(FilterProblem) {
    let ends = Self.ends(of: token.value)
    guard token.form == .word, let first = ends.first.flatMap({ Part($0) }),
      let last = ends.last.flatMap({ Part($0) }), ends.count <= 2
    else {
      throw token.problem("expects a day (11-14 or 2026-11-14), a month (2026-11) or 11-10..11-14")
    }
    guard first.year != nil || last.year == nil else {
      throw token.problem("needs the year in front of both days, or of none")
    }
    hasYear = first.year != nil
    let base = (first.year ?? 0) * 10_000
    low = base + first.low
    high = (last.year.map { $0 * 10_000 } ?? base) + last.high
    // Without a year a range may run over its end: 12-20..01-05.
    guard low <= high || !hasYear else {
      throw token.problem("is a range that ends before it begins")
    }
    text = ResultSearch(token.value)
  }

  private static func ends(of value: String) -> [Substring] {
    guard let dots = value.firstRange(of: "..") else { return [value[...]] }
    return [value[..<dots.lowerBound], value[dots.upperBound...]]
  }

  /// Whether a range of days has a day in common with this.
  ///
  /// - Parameter last: nil for a range of one day.
  func touches(_ first: String, _ last: String?) -> Bool {
    guard let start = Self.number(first), let end = last.map(Self.number) ?? start else {
      return [first, last].contains { isIn($0) }
    }
    guard start <= end else { return false }
    if hasYear { return start <= high && low <= end }
    // A year begins before the range of rows does where the filter's runs over the year's end.
    let years = (start / 10_000 - 1)...min(end / 10_000, start / 10_000 + 1)
    return years.contains { year in
      let from = year * 10_000 + low
      let to = (low <= high ? year : year + 1) * 10_000 + high
      return start <= to && from <= end
    }
  }

  private func isIn(_ text: String?) -> Bool {
    guard var text else { return false }
    // The bytes are the string's for as long as the call lasts.
    return text.withUTF8 { self.text.isIn($0) }
  }

  /// 20261114 for `2026-11-14` and whatever stands behind; nil for any other text.
  private static func number(_ text: String) -> Int? {
    var value = 0
    var count = 0
    for byte in text.utf8 {
      if count == 10 { break }
      if count == 4 || count == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte.isASCIIDigit else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      count += 1
    }
    return count == 10 ? value : nil
  }

  /// One end of a range.
  private struct Part {
    let year: Int?
    /// The first and the last day it names, as month and day: 1101 and 1131.
    let low: Int
    let high: Int

    /// The days of each month, of February in a leap year.
    private static let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    init?(_ text: Substring) {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in
        part.utf8.allSatisfy(\.isASCIIDigit) ? Int(part) : nil
      }
      guard numbers.count == parts.count, let first = numbers.first else { return nil }
      let hasYear = parts[0].utf8.count == 4
      year = hasYear ? first : nil
      let rest = hasYear ? numbers.dropFirst() : numbers[...]
      // A day of one digit is most often one that is still being typed.
      let others = hasYear ? parts.dropFirst() : parts[...]
      guard rest.count <= 2, hasYear || rest.count == 2, others.allSatisfy({ $0.utf8.count == 2 })
      else { return nil }
      let month = rest.first
      let day = rest.dropFirst().first
      guard (1...12).contains(month ?? 1),
        (1...Self.longest[(month ?? 1) - 1]).contains(day ?? 1)
      else { return nil }
      low = (month ?? 1) * 100 + (day ?? 1)
      high = (month ?? 12) * 100 + (day ?? 31)
    }
  }
}
