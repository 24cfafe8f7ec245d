/// What one column of days stands for.
package enum DayUnit: Int, Hashable, Sendable, CaseIterable {
  case day
  /// From Monday to Sunday, as ISO 8601 has it.
  case week
  case month

  /// The next coarser one; nil after the coarsest.
  package var coarser: DayUnit? { DayUnit(rawValue: rawValue + 1) }
  /// The next finer one; nil before the finest.
  package var finer: DayUnit? { DayUnit(rawValue: rawValue - 1) }

  /// Which unit a day, numbered as `CalendarDays` does, lies in: numbers that rise by one from unit to unit.
  package func index(of day: Int) -> Int {
    switch self {
    case .day: return day
    // 1970-01-01 was a Thursday: the Monday before it was day -3.
    case .week: return (day + 3 >= 0 ? day + 3 : day - 3) / 7
    case .month:
      let (year, month, _) = CalendarDays.civil(day)
      return year * 12 + month - 1
    }
  }

  /// The days of a unit.
  package func days(of index: Int) -> ClosedRange<Int> {
    switch self {
    case .day: index...index
    case .week: index * 7 - 3...index * 7 + 3
    case .month:
      CalendarDays.firstDay(ofMonth: index)...CalendarDays.firstDay(ofMonth: index + 1) - 1
    }
  }
}

extension CalendarDays {
  /// The ISO 8601 week of a day: that of its Thursday's year.
  package static func week(of day: Int) -> (year: Int, week: Int) {
    let thursday = DayUnit.week.days(of: DayUnit.week.index(of: day)).lowerBound + 3
    let year = civil(thursday).year
    return (year, (thursday - firstDay(ofMonth: year * 12)) / 7 + 1)
  }
}
