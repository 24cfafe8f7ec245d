package import FoundationEssentials

/// All that is known of one target at one moment.
package struct TargetSnapshot: Hashable, Sendable, Identifiable {
  package let target: Target
  /// Where the key and the address of its source were set.
  package let places: SourcePlaces
  package var state: QueryState
  /// What the last good answer announced and did not bring; empty where it is whole.
  package var missing: [MissingPart] = []
  /// Where the last good answer contradicts itself, a sentence each; the state is the worse of what it
  /// says.
  package var doubts: [String] = []
  /// Since when the batch has ended by its word while rows of it have not, or did not all come; nil
  /// where that is not so.
  package var unfinishedSince: Date?
  /// Whether that has lasted `unfinishedPatience`, after which nothing more is expected.
  package var isGivenUp = false
  /// Seconds that an ended batch is given to agree with its rows.
  package static let unfinishedPatience = 600.0
  /// What the state rests on.
  package var evidence = StateEvidence.word
  /// The states it was seen in, the oldest first: the first and the last `mostObserved` of them.
  package private(set) var observedStates: [ObservedState] = []
  static let mostObserved = 16
  /// The run of answers with a status word that querytop does not know; nil where the last has one it
  /// knows.
  package var unknownWord: UnknownWord?
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

  /// The queries of a batch; a query or job by itself is a batch of one.
  package var rows: BatchRows {
    detail.batch?.queries
      ?? [
        BatchQuery(
          id: target.id, state: state, startedAt: startedAt, endedAt: endedAt, failure: failure)
      ]
  }

  /// Records that an answer told of the state, unless it is the one that was seen last.
  package mutating func observe(_ state: QueryState, at moment: Date) {
    guard observedStates.last?.state != state else { return }
    observedStates.append(ObservedState(state, at: moment))
    if observedStates.count > Self.mostObserved { observedStates.remove(at: 1) }
  }

  /// Whether it has ended beyond doubt: by the provider's own word, with nothing in the answer that still lives.
  package var hasEndedByWord: Bool {
    state.isTerminal && evidence == .word && unfinishedSince == nil
  }

  /// Whether a status word has told the target's end, so that it is not asked about again.
  package var isSettled: Bool {
    guard observedAt != nil, evidence == .word else { return false }
    return unfinishedSince == nil ? state.isTerminal : isGivenUp
  }

  /// How long the work has taken so far, or took; nil where its start is not known, or its end is past and unknown.
  package func elapsed(at now: Date) -> Duration? {
    guard let startedAt, let end = endedAt ?? (state.isTerminal ? nil : now) else { return nil }
    return Duration(clamping: end.timeIntervalSince(startedAt))
  }

  /// Says in one line what the last poll ran into; nil after a good one.
  ///
  /// As `PollProblem.sentence` has it.
  package func problemSentence(now: Date, isAskedAgain: Bool) -> String? {
    guard let problem else { return unknownWordSentence ?? doubtSentence }
    let said = problem.sentence(about: target, of: places, now: now, isAskedAgain: isAskedAgain)
    guard case .notFound = problem, isAskedAgain, observedAt != nil else { return said }
    return said + "; probably gone, asking again before it is believed"
  }

  private var doubtSentence: String? {
    let parts = missing.map(\.sentence) + doubts
    return parts.isEmpty ? nil : "\(target.source): " + parts.joined(separator: "; ")
  }

  private var unknownWordSentence: String? {
    guard unknownWord != nil, case .unknown(let word) = state else { return nil }
    return
      "\(target.source) says \(word), a status querytop does not know: it is asked ever more rarely"
  }
}

/// Something that an answer announced and did not bring whole.
package struct MissingPart: Hashable, Sendable {
  /// What is missing, as a word scripts can branch on: `rows`.
  package let what: String
  package let announced: Int
  package let came: Int

  /// `1,000 of 2,500 rows never came`.
  package var sentence: String {
    "\(CountText.grouped(max(0, announced - came))) of \(CountText.grouped(announced)) \(what) never came"
  }

  package init(_ what: String, announced: Int, came: Int) {
    self.what = what
    self.announced = announced
    self.came = came
  }
}

/// What a target's state rests on.
package enum StateEvidence: Hashable, Sendable {
  /// A status word of the provider. An end told so is final.
  case word
  /// One error that claims an end: a single reading takes it for likely, and says so.
  case oneError
  /// Errors that agree, at least four over two minutes: believed, and taken back where the work is
  /// seen alive again.
  case errors
}

/// An unbroken run of answers whose status word querytop does not know.
package struct UnknownWord: Hashable, Sendable {
  /// When the first of them came.
  package let since: Date
  package var answers = 1

  package init(since: Date) { self.since = since }
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

  /// The part that is done, 0 to 1, by whatever the provider counts; nil where it counts nothing.
  package var fraction: Double? {
    switch self {
    case .none: return nil
    case .batch(let batch): return batch.progress.fraction
    case .query(let query):
      if let percent = query.percent { return Double(min(max(0, percent), 100)) / 100 }
      guard let ready = query.partsReady, let total = query.partsTotal, total > 0 else {
        return nil
      }
      return min(max(0, Double(ready) / Double(total)), 1)
    }
  }
}

/// What is known of a batch beyond its state.
package struct BatchDetail: Hashable, Sendable {
  package var progress: BatchProgress
  package var queries: BatchRows
  /// One sample for each good answer, thinned as it grows.
  package var history: Series<ProgressSample>
  /// Samples taken from running children, since a batch answer carries no workflow; oldest first.
  package var workflow: Series<WorkflowQueue>
  /// When its queries were seen to change.
  package var observed = ObservedChanges()
  /// How far its rows have been read.
  package var reading = BatchReading()

  package init(
    progress: BatchProgress, queries: BatchRows,
    history: Series<ProgressSample> = Series(), workflow: Series<WorkflowQueue> = Series()
  ) {
    self.progress = progress
    self.queries = queries
    self.history = history
    self.workflow = workflow
  }
}
