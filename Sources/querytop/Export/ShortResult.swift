import DashboardUI
import QueryPolling

/// A source that gave fewer rows than it announced, and no more when asked for them.
nonisolated struct ShortResult: Error, CustomStringConvertible {
  let description: String

  init(_ reading: ResultReading) {
    let announced = CountText.of(reading.announcedRows ?? 0, "row was", "rows were")
    description =
      "\(announced) announced, and \(CountText.grouped(reading.rows)) came: export again"
  }
}
