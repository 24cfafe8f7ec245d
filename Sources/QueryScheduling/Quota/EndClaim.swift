/// An end that no status word told — a 404, or an error about the work itself — and how often the
/// source has said so.
///
/// Gateways and databases in trouble say both of work that is alive. So one answer proves nothing,
/// and what has been believed may still turn out wrong.
struct EndClaim: Hashable, Sendable {
  /// Answers that must agree before an end is believed, and seconds they must span.
  static let neededAnswers = 4
  static let neededSpan = 120.0
  /// Looks at an end that is believed, in case it is taken back: 58 minutes from first to last.
  static let mostLooks = 12
  private static let firstLook = 60.0
  private static let lookGrowth = 1.26

  let signal: RequestSignal
  let since: Double
  private(set) var answers = 1
  private(set) var looks = 0
  private(set) var isBelieved = false

  init(_ signal: RequestSignal, at now: Double) {
    self.signal = signal
    since = now
  }

  /// Counts one more answer that says the same.
  ///
  /// - Parameter mayBelieve: whether agreement is enough; an id never seen alive may be a wrong one.
  mutating func agree(at now: Double, mayBelieve: Bool) {
    answers += 1
    if isBelieved {
      looks += 1
    } else if mayBelieve, answers >= Self.neededAnswers, now - since >= Self.neededSpan {
      isBelieved = true
    }
  }

  /// Seconds until the next look: 5, 10, 20, 40 and then as the proof needs; once it is believed
  /// ever longer, and in the end none unless a person asks.
  func rest(at now: Double) -> Double {
    if isBelieved {
      guard looks < Self.mostLooks else { return .infinity }
      var rest = Self.firstLook
      for _ in 0..<looks { rest *= Self.lookGrowth }
      return rest
    }
    let curve = 5 * Double(1 << min(answers - 1, 3))
    let missing = since + Self.neededSpan - now
    if missing <= 0 { return answers < Self.neededAnswers ? curve : Self.firstLook }
    return min(curve, max(5, missing))
  }
}

/// What is made of an end that no status word told.
package enum EndBelief: Hashable, Sendable {
  /// Too few answers have said so.
  case confirming
  /// At least four answers over at least two minutes agree; it is looked at for an hour more.
  case believed
}
