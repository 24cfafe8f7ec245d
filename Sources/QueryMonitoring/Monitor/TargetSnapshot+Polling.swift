package import FoundationEssentials
package import QueryCore
package import QueryProviders

/// How answers and problems join what was known.
extension TargetSnapshot {
  /// Whether an answer at a moment is the last that is asked for: its end is told, or it has been
  /// waited for long enough that its parts follow.
  func isLast(_ answer: PollAnswer, at moment: Date) -> Bool {
    guard answer.isUnfinished else { return answer.state.isTerminal }
    guard let unfinishedSince else { return false }
    return moment.timeIntervalSince(unfinishedSince) >= Self.unfinishedPatience
  }

  /// Applies a good answer, keeping the histories and the earliest start.
  ///
  /// Where the provider gives no time, a start or an end is dated only when it was seen to happen:
  /// by the answer that first told of it, after one that told otherwise.
  package mutating func apply(_ answer: PollAnswer, at moment: Date) {
    let wasSeen = observedAt != nil
    isGivenUp = answer.isUnfinished && isLast(answer, at: moment)
    unfinishedSince = answer.isUnfinished ? unfinishedSince ?? moment : nil
    let isStart =
      wasSeen && state == .waiting && (answer.state == .running || answer.state.isTerminal)
    let isEnd = wasSeen && !state.isTerminal
    state = answer.state
    evidence = .word
    unknownWord = unknownWord(after: answer.state, at: moment)
    providerStatus = answer.providerStatus
    failure = answer.failure
    missing = answer.missing
    doubts = answer.doubts
    requestID = answer.requestID
    detail = joined(answer, at: moment)
    startedAt = [startedAt, answer.startedAt].compactMap(\.self).min() ?? (isStart ? moment : nil)
    endedAt = state.isTerminal ? answer.endedAt ?? endedAt ?? (isEnd ? moment : nil) : nil
    observedAt = moment
    problem = nil
    staleSince = nil
    observe(state, at: moment)
  }

  /// Records why a poll brought nothing new; the state stays.
  package mutating func record(_ problem: PollProblem, at moment: Date) {
    // A look at an end that is believed already brings nothing where it fails.
    guard evidence != .errors else { return }
    self.problem = problem
    staleSince = staleSince ?? moment
  }

  /// Believes an end that errors have claimed often and long enough; the run of failed polls that said
  /// so goes on, and a good answer takes the end back.
  package mutating func believe(_ end: QueryState, from problem: PollProblem, at moment: Date) {
    if !state.isTerminal { endedAt = observedAt == nil ? nil : moment }
    state = end
    evidence = .errors
    unknownWord = nil
    failure = problem.failure
    requestID = problem.failure?.requestID
    observedAt = moment
    self.problem = nil
    staleSince = staleSince ?? moment
    observe(state, at: moment)
  }

  /// Records what a single reading ran into, which nothing will confirm: an end that the answer
  /// claims is taken for likely.
  package mutating func recordOnce(_ problem: PollProblem, at moment: Date) {
    record(problem, at: moment)
    guard let state = problem == .unsupported ? .unsupported : problem.claimedEnd else { return }
    self.state = state
    evidence = .oneError
    failure = problem.failure
    observedAt = moment
  }

  private func unknownWord(after state: QueryState, at moment: Date) -> UnknownWord? {
    guard case .unknown = state else { return nil }
    guard var known = unknownWord else { return UnknownWord(since: moment) }
    known.answers += 1
    return known
  }

  private func joined(_ answer: PollAnswer, at moment: Date) -> TargetDetail {
    switch answer.detail {
    case .none: return detail
    case .batch(var batch):
      batch.history = detail.batch?.history ?? batch.history
      batch.workflow = detail.batch?.workflow ?? batch.workflow
      batch.history.append(ProgressSample(at: moment, progress: batch.progress))
      if let known = detail.batch {
        batch.observed = known.observed
        batch.observed.record(from: known.queries, to: batch.queries, at: moment)
      }
      return .batch(batch)
    case .query(var query):
      query.workflow = detail.query?.workflow ?? query.workflow
      if let workflow = answer.workflow { query.workflow.append(workflow) }
      query.history = detail.query?.history ?? query.history
      if let progress = query.progress {
        query.history.append(ProgressSample(at: moment, progress: progress))
      }
      return .query(query)
    }
  }
}
