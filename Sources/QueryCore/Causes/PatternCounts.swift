/// Queries that have ended counted in every way a pattern may lie, so that most patterns are weighed without a look at a row.
struct PatternCounts: Hashable, Sendable {
  private(set) var total = EndedCount()
  private(set) var byAccount: [EndedCount]
  /// By span, how many more cover it than the one before.
  private var steps: [EndedCount]
  /// By span, the queries that end with it, and those that begin with it; what has not ended is in neither.
  private(set) var lasts: [EndedCount]
  private(set) var firsts: [EndedCount]
  private let splits: SplitNumbers

  init(_ splits: SplitNumbers) {
    self.splits = splits
    byAccount = Array(repeating: EndedCount(), count: splits.accountNames.count)
    // Differences from span to span, summed up at the end.
    steps = Array(repeating: EndedCount(), count: splits.spans.count + 1)
    lasts = Array(repeating: EndedCount(), count: splits.spans.count)
    firsts = lasts
  }

  init(_ splits: SplitNumbers, _ rows: [EndedQueries.Row]) {
    self.init(splits)
    for row in rows { add(row) }
  }

  mutating func add(_ row: EndedQueries.Row) {
    change(row, EndedCount(ended: 1, failed: row.isFailed ? 1 : 0))
  }

  mutating func remove(_ row: EndedQueries.Row) {
    change(row, EndedCount(ended: -1, failed: row.isFailed ? -1 : 0))
  }

  private mutating func change(_ row: EndedQueries.Row, _ more: EndedCount) {
    total = total + more
    for place in row.accounts {
      let account = Int(splits.accountPlaces[Int(place)])
      byAccount[account] = byAccount[account] + more
    }
    guard !row.spans.isEmpty else { return }
    let (first, end) = (Int(row.spans.lowerBound), Int(row.spans.upperBound))
    steps[first] = steps[first] + more
    steps[end] = steps[end] - more
    guard !row.isOpen else { return }
    firsts[first] = firsts[first] + more
    lasts[end - 1] = lasts[end - 1] + more
  }

  /// By span, those that cover it.
  var bySpan: [EndedCount] {
    var now = EndedCount()
    return steps.dropLast().map { step in
      now = now + step
      return now
    }
  }
}
