package import FoundationEssentials

extension ActionOutcome {
  /// What a batch is had done.
  package enum Deed: Hashable, Sendable {
    case rerun
    case cancel
  }

  /// Says in one line what came of it and what to do.
  ///
  /// Holds server text: filter it before drawing.
  /// - Parameter target: the batch that was to be run again, or cancelled.
  package func sentence(
    _ deed: Deed, of target: Target, places: SourcePlaces, now: Date
  ) -> String {
    let source = target.source
    switch self {
    case .done(let new, let queries):
      guard deed == .rerun else {
        return "\(target) is cancelled: what runs is no longer awaited, what was collected stays"
      }
      let count = queries.map { ": \(CountText.grouped($0)) \($0 == 1 ? "query" : "queries")" }
      return "\(source) runs them again as \(new)\(count ?? "")"
    case .refused(let problem, _):
      let said = problem.sentence(about: target, of: places, now: now, isAskedAgain: false)
      return "nothing was done: \(said)"
    case .notSent(let problem):
      let said = problem.sentence(about: target, of: places, now: now, isAskedAgain: false)
      return "nothing was sent: \(said)"
    case .mayHaveBeenDone(let reason, _):
      switch deed {
      case .rerun:
        return
          "it may have been sent to \(source) (\(reason)): look at its list of batches before it is sent again"
      case .cancel:
        return
          "\(target) may be cancelled (\(reason)): look at its status, and cancel it again if it still runs"
      }
    }
  }

  /// The answer that came, to be shown whole; nil where none came, or it was a good one.
  package var answer: ActionAnswer? {
    switch self {
    case .refused(_, let answer): answer
    case .mayHaveBeenDone(_, let answer): answer
    case .done, .notSent: nil
    }
  }
}
