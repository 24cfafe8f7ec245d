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
