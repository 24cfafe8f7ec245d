/// What a figure has to keep to.
enum Bound {
  case atMost(Double)
  case atLeast(Double)
  case exactly(Double)

  /// Says whether a figure keeps to it.
  func holds(for figure: Double) -> Bool {
    switch self {
    case .atMost(let limit): figure <= limit
    case .atLeast(let limit): figure >= limit
    case .exactly(let wanted): figure == wanted
    }
  }

  /// As the table shows it: `≤ 50`.
  var text: String {
    switch self {
    case .atMost(let limit): "≤ \(limit.figureText)"
    case .atLeast(let limit): "≥ \(limit.figureText)"
    case .exactly(let wanted): "= \(wanted.figureText)"
    }
  }
}

extension Double {
  /// Three significant places or all of a whole part: `0.04`, `1.25`, `31.2`, `1240`.
  ///
  /// A figure above 0 is never shown as 0 before its fourth place.
  var figureText: String {
    guard isFinite else { return "–" }
    let places: Double =
      switch magnitude {
      case ..<0.1: 1000
      case ..<10: 100
      case ..<100: 10
      default: 1
      }
    let rounded = (self * places).rounded() / places
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension Duration {
  /// Milliseconds to three places.
  var milliseconds: Double {
    let exact = self / .milliseconds(1)
    return (exact * 1000).rounded() / 1000
  }
}
