/// One measured figure: a line of a table of verdicts.
struct Finding {
  let name: String
  /// Nil where what was waited for never came, which no bound forgives.
  let figure: Double?
  let unit: String
  let bound: Bound?
  /// What stands beside it: a peer's figure, or its share of a budget.
  let peer: String

  init(
    _ name: String, _ figure: Double?, _ unit: String = "", bound: Bound? = nil, peer: String = ""
  ) {
    self.name = name
    self.figure = figure
    self.unit = unit
    self.bound = bound
    self.peer = peer
  }

  /// Whether the figure keeps to its bound; true where there is none.
  var holds: Bool {
    guard let bound else { return true }
    return figure.map(bound.holds) ?? false
  }

  /// `ok`, `MISSED`, or a dash for a figure without a bound.
  var verdict: String { bound == nil ? "–" : holds ? "ok" : "MISSED" }

  /// The cells of its line, the name first.
  var cells: [String] {
    [name, figure?.figureText ?? "never", unit, bound?.text ?? "–", peer, verdict]
  }
}
