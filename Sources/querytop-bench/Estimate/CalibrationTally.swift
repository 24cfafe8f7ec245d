import QueryCore

/// How the ranges given at one point of many stories compare with what came.
struct CalibrationTally {
  /// The share of the batch that had finished, 0 to 1.
  let finished: Double
  private var asked = 0
  private var inside = 0
  private var endedBefore = 0
  private var endedAfter = 0
  /// Width of each range over the time left.
  private var widths: [Double] = []

  init(finished: Double) { self.finished = finished }

  /// Adds one story; `left` is the true time left.
  mutating func add(_ estimate: CompletionEstimate, left: Duration) {
    asked += 1
    guard case .range(let earliest, let latest) = estimate else { return }
    widths.append((latest - earliest) / left)
    if left < earliest {
      endedBefore += 1
    } else if left > latest {
      endedAfter += 1
    } else {
      inside += 1
    }
  }

  /// The bounds that do not hold: at least 80 % inside, and at half no wider than the time left.
  var missedBounds: [String] {
    var missed: [String] = []
    if inside * 100 < asked * 80 { missed.append("80 % inside at \(Self.percent(finished))") }
    if finished == 0.5, median > 1 { missed.append("median width no wider than the time left") }
    if finished == 0.5, sharp * 100 < asked * 90 {
      missed.append("width no wider than the time left in 90 % of the stories")
    }
    return missed
  }

  static let heading =
    "finished  stories  inside  ended before  ended after  no range  median width  width ≤ left"

  var row: String {
    let cells = [
      (Self.percent(finished), 8), ("\(asked)", 9),
      (Self.percent(Double(inside) / Double(asked)), 8),
      ("\(endedBefore)", 14), ("\(endedAfter)", 13), ("\(asked - widths.count)", 10),
      ("\(Double(Int(median * 100)) / 100)", 14), (Self.percent(Double(sharp) / Double(asked)), 14),
    ]
    return cells.map { String(repeating: " ", count: max(0, $1 - $0.count)) + $0 }.joined()
  }

  private var sharp: Int { widths.count { $0 <= 1 } }

  private var median: Double { widths.isEmpty ? 0 : widths.sorted()[widths.count / 2] }

  private static func percent(_ share: Double) -> String {
    "\(Double((share * 1000).rounded(.down)) / 10) %"
  }
}
