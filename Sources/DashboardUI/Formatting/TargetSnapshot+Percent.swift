import QueryCore

extension TargetSnapshot {
  /// The provider's own estimate of what is done, in percent: never 100 while the target lives, whatever it says.
  var shownPercent: Int? {
    detail.query?.percent.map { max(0, min($0, state.isTerminal ? 100 : 99)) }
  }
}
