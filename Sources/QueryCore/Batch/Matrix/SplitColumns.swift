/// The columns of a matrix for one unit of days, and which of them each range of days covers.
struct SplitColumns: Hashable, Sendable {
  /// Days in their order, then other texts in the order of their first query, then those without a date.
  private(set) var columns: [SplitColumn] = []
  /// The columns each of the splits' spans covers.
  private(set) var ranges: [Range<Int>]

  init(_ spans: [BatchSplits.Span], by unit: DayUnit) {
    ranges = Array(repeating: 0..<0, count: spans.count)
    let runs = Self.runs(of: spans, by: unit)
    for run in runs { columns += run.units.map { .days(unit.days(of: $0)) } }
    for (index, span) in spans.enumerated() {
      switch span {
      case .days(let days):
        let first = unit.index(of: days.lowerBound)
        guard let run = Self.run(holding: first, in: runs) else { continue }
        let start = run.column + first - run.units.lowerBound
        ranges[index] = start..<start + unit.index(of: days.upperBound) - first + 1
      case .text(let text): append(.text(text), for: index)
      case .place(let place): append(.place(place), for: index)
      case .noDate: break
      }
    }
    if let none = spans.firstIndex(of: .noDate) { append(.noDate, for: none) }
  }

  private mutating func append(_ column: SplitColumn, for span: Int) {
    ranges[span] = columns.count..<columns.count + 1
    columns.append(column)
  }

  /// How many columns there would be, without making them.
  static func count(_ spans: [BatchSplits.Span], by unit: DayUnit) -> Int {
    let days = runs(of: spans, by: unit).reduce(0) { $0 + $1.units.count }
    return days + spans.count { if case .days = $0 { false } else { true } }
  }

  /// Units one after another, all of which some query covers.
  private struct Run: Hashable {
    var units: ClosedRange<Int>
    /// The column of the first.
    let column: Int
  }

  private static func runs(of spans: [BatchSplits.Span], by unit: DayUnit) -> [Run] {
    let covered = spans.compactMap { span -> ClosedRange<Int>? in
      guard case .days(let days) = span else { return nil }
      return unit.index(of: days.lowerBound)...unit.index(of: days.upperBound)
    }.sorted { $0.lowerBound < $1.lowerBound }
    var runs: [Run] = []
    for units in covered {
      if let last = runs.last, units.lowerBound <= last.units.upperBound + 1 {
        let end = max(last.units.upperBound, units.upperBound)
        runs[runs.count - 1].units = last.units.lowerBound...end
      } else {
        let column = runs.last.map { $0.column + $0.units.count } ?? 0
        runs.append(Run(units: units, column: column))
      }
    }
    return runs
  }

  private static func run(holding unit: Int, in runs: [Run]) -> Run? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].units.upperBound < unit { low = middle + 1 } else { high = middle }
    }
    return low < runs.count ? runs[low] : nil
  }
}
