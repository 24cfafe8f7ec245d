import QueryCore

/// A source that gave fewer rows than it announced, and no more when asked for them.
nonisolated struct ShortResult: Error, CustomStringConvertible {
  let description: String

  init(announced: Int, came rows: Int) {
    let announced = CountText.of(announced, "row was", "rows were")
    description = "\(announced) announced, and \(CountText.grouped(rows)) came: export again"
  }
}
