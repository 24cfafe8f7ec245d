package import FoundationEssentials

/// All that is known of one target at one moment.
///
/// Kept behind one pointer: a list of many is copied at the cost of a pointer each, and what has not changed since is known to
/// be the same without a look at it.
package struct TargetSnapshot: Hashable, Sendable, Identifiable {
  private var box: Box
  private var known: Known {
    get { box.known }
    set { box = Box(newValue) }
  }

  package var target: Target { known.target }
  /// Where the key and the address of its source were set.
  package var places: SourcePlaces { known.places }
  package var state: QueryState {
    get { known.state }
    set { known.state = newValue }
  }
  /// What the last good answer announced and did not bring; empty where it is whole.
  package var missing: [MissingPart] {
    get { known.missing }
    set { known.missing = newValue }
  }
  /// Where the last good answer contradicts itself, a sentence each; the state is the worse of what it
  /// says.
  package var doubts: [String] {
    get { known.doubts }
    set { known.doubts = newValue }
  }
  /// Since when the batch has ended by its word while rows of it have not, or did not all come; nil
  /// where that is not so.
  package var unfinishedSince: Date? {
    get { known.unfinishedSince }
    set { known.unfinishedSince = newValue }
  }
  /// Whether that has lasted `unfinishedPatience`, after which nothing more is expected.
  package var isGivenUp: Bool {
    get { known.isGivenUp }
    set { known.isGivenUp = newValue }
  }
  /// Seconds that an ended batch is given to agree with its rows.
  package static let unfinishedPatience = 600.0
  /// What the state rests on.
  package var evidence: StateEvidence {
    get { known.evidence }
    set { known.evidence = newValue }
  }
  /// The states it was seen in, the oldest first: the first and the last `mostObserved` of them.
  package private(set) var observedStates: [ObservedState] {
    get { known.observedStates }
    set { known.observedStates = newValue }
  }
  static let mostObserved = 16
  /// The run of answers with a status word that querytop does not know; nil where the last has one it
  /// knows.
  package var unknownWord: UnknownWord? {
    get { known.unknownWord }
    set { known.unknownWord = newValue }
  }
  /// The provider's own word for the state, untrusted.
  package var providerStatus: String? {
    get { known.providerStatus }
    set { known.providerStatus = newValue }
  }
  package var detail: TargetDetail {
    get { known.detail }
    set { known.detail = newValue }
  }
  /// The failure of the target itself, not of a poll.
  package var failure: QueryFailure? {
    get { known.failure }
    set { known.failure = newValue }
  }
  package var requestID: String? {
    get { known.requestID }
    set { known.requestID = newValue }
  }
  /// When the work began, by the server's times, or by the answer that first saw it run after having seen it wait.
  package var startedAt: Date? {
    get { known.startedAt }
    set { known.startedAt = newValue }
  }
  /// When it ended, by the server's times, or by the answer that said so after others had seen it alive; nil while it lives,
  /// and where nobody saw the end.
  package var endedAt: Date? {
    get { known.endedAt }
    set { known.endedAt = newValue }
  }
  /// When the last good answer arrived; nil before the first.
  package var observedAt: Date? {
    get { known.observedAt }
    set { known.observedAt = newValue }
  }
  /// What the last poll ran into; nil after a good one.
  package var problem: PollProblem? {
    get { known.problem }
    set { known.problem = newValue }
  }
  /// When the first of the unbroken run of failed polls failed; nil after a good one.
  package var staleSince: Date? {
    get { known.staleSince }
    set { known.staleSince = newValue }
  }
  /// The rest the monitor chose after the last answer; nil before the first.
  package var nextPollAfter: Duration? {
    get { known.nextPollAfter }
    set { known.nextPollAfter = newValue }
  }

  private struct Known: Hashable, Sendable {
    let target: Target
    let places: SourcePlaces
    var state: QueryState
    var missing: [MissingPart] = []
    var doubts: [String] = []
    var unfinishedSince: Date?
    var isGivenUp: Bool = false
    var evidence: StateEvidence = .word
    var observedStates: [ObservedState] = []
    var unknownWord: UnknownWord?
    var providerStatus: String?
    var detail = TargetDetail.none
    var failure: QueryFailure?
    var requestID: String?
    var startedAt: Date?
    var endedAt: Date?
    var observedAt: Date?
    var problem: PollProblem?
    var staleSince: Date?
    var nextPollAfter: Duration?
  }

  private final class Box: Sendable {
    let known: Known

    init(_ known: Known) { self.known = known }
  }

  /// Whether nothing has been changed in either since one was copied from the other.
  package func isSameVersion(as other: TargetSnapshot) -> Bool { box === other.box }

  package static func == (left: TargetSnapshot, right: TargetSnapshot) -> Bool {
    left.isSameVersion(as: right) || left.known == right.known
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(target) }

  /// - Parameter places: nil where the configuration has both.
  package init(
    target: Target, places: SourcePlaces? = nil, state: QueryState = .unknown("not asked yet")
  ) {
    box = Box(
      Known(
        target: target, places: places ?? SourcePlaces(configured: target.source), state: state))
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
