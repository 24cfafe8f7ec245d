import QueryCore
import ResultTables

/// One line of what is known of a column: `distinct` and `40`.
struct SummaryFact: Hashable, Sendable {
  let name: String
  let value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Everything worth a line: always as many for the same kind of values, so that the panel keeps its height.
  static func all(of statistics: ColumnStatistics) -> [SummaryFact] {
    let counts = [
      SummaryFact("values", CountText.grouped(statistics.values)),
      SummaryFact("distinct", text(statistics.distinct)),
      SummaryFact("null", CountText.grouped(statistics.nulls)),
      SummaryFact("missing", CountText.grouped(statistics.missing)),
      SummaryFact("empty", CountText.grouped(statistics.empty)),
    ]
    if let numbers = statistics.numbers {
      let sign = numbers.isExact ? "" : "about "
      return counts + [
        SummaryFact("minimum", numbers.minimum ?? ""),
        SummaryFact("maximum", numbers.maximum ?? ""),
        SummaryFact(
          "sum", numbers.sum.map { sign + CountText.grouped(decimal: $0) } ?? "too large"),
        SummaryFact(
          "mean", numbers.mean.map { sign + CountText.grouped(decimal: rounded($0)) } ?? "too large"
        ),
      ]
    }
    guard let texts = statistics.texts else { return counts }
    return counts + [
      SummaryFact("first", texts.minimum), SummaryFact("last", texts.maximum),
      SummaryFact("shortest", CountText.of(texts.shortest, "character", "characters")),
      SummaryFact("longest", CountText.of(texts.longest, "character", "characters")),
    ]
  }

  /// Four places behind the point, of numbers for which that is enough.
  private static func rounded(_ mean: Double) -> String {
    (0.01..<1e11).contains(abs(mean)) ? "\((mean * 10_000).rounded() / 10_000)" : "\(mean)"
  }

  private static func text(_ estimate: Estimate) -> String {
    (estimate.isApproximate ? "about " : "") + CountText.grouped(estimate.count)
  }
}
