package import FoundationEssentials

/// Something about watched targets that a person who is looking elsewhere wants to be told of, once.
package struct WatchEvent: Hashable, Sendable {
  /// What happened; its raw value is the word of `config.yaml` and of `querytop.event/1`.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It ended without failing: succeeded, was stopped, is gone.
    case ended
    /// The first failure of a batch, or an end that failed.
    case failed
    /// Failures unlike all before.
    case newCause = "new_cause"
    /// Nothing has finished for much longer than the work's own pace explains.
    case stalled
    /// It goes no further, or cannot be told, until a person has done something.
    case needsYou = "needs_you"
    /// What was told of an end, or of failures, is so no more.
    case takenBack = "taken_back"
    /// The answers contradict themselves, or are not whole.
    case doubtful
  }

  package let kind: Kind
  /// Whether the target has ended by it, well or badly.
  package var isEnd = false
  /// Rises by one with every event of one run; 0 before it is given one.
  package var sequence = 0
  /// The one it is about; the first of several.
  package let target: Target
  /// More targets of the same source of which the same is true at the same moment.
  package var others: [Target] = []
  /// The state that was told of the target before; nil where none was.
  package var from: QueryState?
  package let state: QueryState
  /// Whether a status word of the provider has told the state.
  package let isConfirmed: Bool
  /// Queries it is about, such as those that failed; nil where it is about the target itself.
  package var count: Int?
  /// What happened in a sentence that names the target; what a server wrote in it is untrusted.
  package var sentence: String
  /// The failure's code, or its message where it has none; untrusted.
  package var cause: String?
  /// The provider's name for the answer; untrusted.
  package var requestID: String?
  /// What is wrong with the batch, in a sentence; untrusted.
  package var verdict: String?
  /// When it was noticed.
  package let noticedAt: Date
  /// When it happened, by the server's time; nil where the server gave none.
  package var providerAt: Date?

  package init(_ kind: Kind, _ target: TargetSnapshot, at now: Date, sentence: String) {
    self.kind = kind
    self.target = target.target
    self.sentence = sentence
    state = target.state
    isConfirmed = target.evidence == .word && target.unknownWord == nil
    requestID = target.requestID
    noticedAt = now
  }

  /// How many targets it is about.
  package var targets: [Target] { [target] + others }
}
