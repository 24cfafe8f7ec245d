package import FoundationEssentials
package import QueryCore
package import QueryProviders

/// How answers and problems join what was known.
extension TargetSnapshot {
  /// Whether the target has ended, so that it is not asked about again.
  package var isSettled: Bool { state.isTerminal && observedAt != nil }

  /// Applies a good answer, keeping the histories and the earliest start.
  ///
  /// Where the provider gives no time, a start or an end is dated only when it was seen to happen:
  /// by the answer that first told of it, after one that told otherwise.
  package mutating func apply(_ answer: PollAnswer, at moment: Date) {
    let wasSeen = observedAt != nil
    let isStart =
      wasSeen && state == .waiting && (answer.state == .running || answer.state.isTerminal)
    let isEnd = wasSeen && !state.isTerminal
    state = answer.state
    providerStatus = answer.providerStatus
    failure = answer.failure
    requestID = answer.requestID
    detail = joined(answer, at: moment)
    startedAt = [startedAt, answer.startedAt].compactMap(\.self).min() ?? (isStart ? moment : nil)
    endedAt = state.isTerminal ? answer.endedAt ?? endedAt ?? (isEnd ? moment : nil) : nil
    observedAt = moment
    problem = nil
    staleSince = nil
  }

  /// Records why a poll brought nothing new; the state stays.
  package mutating func record(_ problem: PollProblem, at moment: Date) {
    self.problem = problem
    staleSince = staleSince ?? moment
  }

  private func joined(_ answer: PollAnswer, at moment: Date) -> TargetDetail {
    switch answer.detail {
    case .none: return detail
    case .batch(var batch):
      batch.history = detail.batch?.history ?? batch.history
      batch.workflow = detail.batch?.workflow ?? batch.workflow
      batch.history.append(ProgressSample(at: moment, progress: batch.progress))
      return .batch(batch)
    case .query(var query):
      query.workflow = detail.query?.workflow ?? query.workflow
      if let workflow = answer.workflow { query.workflow.append(workflow) }
      return .query(query)
    }
  }
}
