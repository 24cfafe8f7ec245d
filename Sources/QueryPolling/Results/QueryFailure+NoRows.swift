import QueryCore

extension QueryFailure {
  /// Why a query or job in a state has no rows: what it says itself, or else its state.
  static func noRows(
    of kind: TargetKind, in state: QueryState, saying failure: QueryFailure?
  ) -> QueryFailure {
    var said = failure ?? QueryFailure(message: "the \(kind.rawValue) is \(state.word)")
    if said.advice == nil {
      said.advice =
        state.isTerminal
        ? "only what succeeded has rows" : "rows come when the \(kind.rawValue) has succeeded"
    }
    return said
  }
}
