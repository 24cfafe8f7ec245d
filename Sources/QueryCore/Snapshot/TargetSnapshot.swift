package import FoundationEssentials

/// All that is known of one target at one moment.
package struct TargetSnapshot: Hashable, Sendable, Identifiable {
  package let target: Target
  /// Where the key and the address of its source were set.
  package let places: SourcePlaces
  package var state: QueryState
  /// The provider's own word for the state, untrusted.
  package var providerStatus: String?
  package var detail: TargetDetail
  /// The failure of the target itself, not of a poll.
  package var failure: QueryFailure?
  package var requestID: String?
  /// When the work began, by the server's times, or by the answer that first saw it run after having seen it wait.
  package var startedAt: Date?
  /// When it ended, by the server's times, or by the answer that said so after others had seen it alive; nil while it lives,
  /// and where nobody saw the end.
  package var endedAt: Date?
  /// When the last good answer arrived; nil before the first.
  package var observedAt: Date?
  /// What the last poll ran into; nil after a good one.
  package var problem: PollProblem?
  /// When the first of the unbroken run of failed polls failed; nil after a good one.
  package var staleSince: Date?
  /// The rest the monitor chose after the last answer; nil before the first.
  package var nextPollAfter: Duration?

  /// - Parameter places: nil where the configuration has both.
  package init(
    target: Target, places: SourcePlaces? = nil, state: QueryState = .unknown("not asked yet")
  ) {
    self.target = target
    self.places = places ?? SourcePlaces(configured: target.source)
    self.state = state
    self.detail = .none
  }

  package var id: Target { target }

  /// How long the work has taken so far, or took; nil where its start is not known, or its end is past and unknown.
  package func elapsed(at now: Date) -> Duration? {
    guard let startedAt, let end = endedAt ?? (state.isTerminal ? nil : now) else { return nil }
    return Duration(clamping: end.timeIntervalSince(startedAt))
  }

  /// Says in one line what the last poll ran into; nil after a good one.
  ///
  /// As `PollProblem.sentence` has it.
  package func problemSentence(now: Date, isAskedAgain: Bool) -> String? {
    problem?.sentence(about: target, of: places, now: now, isAskedAgain: isAskedAgain)
  }
}

/// What a target's last good answer held, by kind.
package enum TargetDetail: Hashable, Sendable {
  /// No good answer yet.
  case none
  case batch(BatchDetail)
  case query(QueryDetail)

  package var batch: BatchDetail? {
    if case .batch(let detail) = self { detail } else { nil }
  }

  package var query: QueryDetail? {
    if case .query(let detail) = self { detail } else { nil }
  }
}

/// What is known of a batch beyond its state.
package struct BatchDetail: Hashable, Sendable {
  package var progress: BatchProgress
  /// In the provider's order, which is that of submission.
  package var queries: [BatchQuery]
  /// One sample for each good answer, thinned as it grows.
  package var history: Series<ProgressSample>
  /// Samples taken from running children, since a batch answer carries no workflow; oldest first.
  package var workflow: Series<WorkflowQueue>

  package init(
    progress: BatchProgress, queries: [BatchQuery],
    history: Series<ProgressSample> = Series(), workflow: Series<WorkflowQueue> = Series()
  ) {
    self.progress = progress
    self.queries = queries
    self.history = history
    self.workflow = workflow
  }
}
