import FoundationEssentials

/// What is wrong with a batch, and what to do about it, in a sentence or two.
///
/// A claim stands with its counts, and is made only where the numbers hold it: `PatternSearch` has the rules.
package struct Verdict: Hashable, Sendable {
  /// One or two sentences for people; untrusted names and codes stand in it as the provider wrote them.
  package let sentence: String
  /// The same for three lines of forty columns.
  package let short: String
  /// What the sentence names, in its order; empty where no pattern is claimed.
  package let patterns: [FailurePattern]
  /// How far the counters were ahead of the rows.
  let lead: CountersLead
  /// Bytes of `sentence` up to the end of its first "worth running again"; nil where it says no such thing.
  private let rerunEnd: Int?

  /// What the sentence names first, to be handed to the next `make` so that the words stay while counts change; nil
  /// where no pattern is claimed.
  package var pattern: FailurePattern? { patterns.first }

  init(
    _ words: VerdictWords, short: String, patterns: [FailurePattern], lead: CountersLead
  ) {
    self.lead = lead
    sentence = words.text
    rerunEnd = words.rerunEnd
    self.short = short
    self.patterns = patterns
  }

  /// A verdict in ready words, which say nothing of running again.
  package init(sentence: String, short: String, pattern: FailurePattern?) {
    self.sentence = sentence
    self.short = short
    patterns = [pattern].compactMap(\.self)
    lead = CountersLead()
    rerunEnd = nil
  }

  /// The sentence with the key that runs again in brackets where it says what is worth that: for the dashboard, since a
  /// command line has no keys.
  package func sentence(key: String) -> String {
    guard let rerunEnd else { return sentence }
    let place = sentence.utf8.index(sentence.startIndex, offsetBy: rerunEnd)
    return "\(sentence[..<place]) (\(key))\(sentence[place...])"
  }

  /// The verdict of a batch by itself, its failures grouped for it.
  ///
  /// - Returns: nil for what is no batch, and before its first answer.
  package static func make(of snapshot: TargetSnapshot) -> Verdict? {
    guard let batch = snapshot.detail.batch else { return nil }
    return make(of: snapshot, FailureTally(batch.queries), naming: nil)
  }

  /// Works out the verdict of a batch.
  ///
  /// While the batch runs nothing is claimed before 20 queries and a tenth of it have ended.
  ///
  /// - Parameters:
  ///   - snapshot: the batch's target.
  ///   - tally: its failures.
  ///   - named: what the verdict before named first; nil for none.
  ///   - before: the verdict before; nil at the first look. Rows of a live batch come after its counters: what the counters are
  ///     ahead is told once they have waited for `CountersLead.patience`.
  /// - Returns: nil for what is no batch, and before its first answer.
  package static func make(
    of snapshot: TargetSnapshot, _ tally: FailureTally, naming named: FailurePattern?,
    after before: Verdict? = nil
  ) -> Verdict? {
    guard let batch = snapshot.detail.batch else { return nil }
    let findings = VerdictFindings(
      batch, tally, isRunning: !snapshot.state.isTerminal, naming: named)
    let lead = CountersLead(
      rows: findings.total.failed, counters: batch.progress.failed, at: snapshot.observedAt,
      after: before?.lead)
    let isFollowed =
      findings.isRunning && before != nil && lead.isFresh(at: snapshot.observedAt)
    return VerdictWriter(
      snapshot: snapshot, batch: batch, findings: findings, lead: lead, isFollowed: isFollowed
    ).verdict
  }
}

/// How many failures the counters of a batch tell beyond those its rows do.
struct CountersLead: Hashable {
  /// Seconds within which the rows have been read that tell what the counters do, a part of them with each of some polls.
  static let patience = 5.0

  let count: Int
  private let rows: Int
  /// When the counters were first ahead and no row had come since.
  private let since: Date?

  /// - Parameters:
  ///   - now: when the answer came.
  ///   - before: that of the answer before.
  init(rows: Int = 0, counters: Int = 0, at now: Date? = nil, after before: CountersLead? = nil) {
    self.rows = rows
    count = max(0, counters - rows)
    let isOld = before.map { $0.count > 0 && $0.rows == rows } ?? false
    since = count == 0 ? nil : isOld ? before?.since ?? now : now
  }

  /// Whether rows may still be coming.
  func isFresh(at now: Date?) -> Bool {
    guard let since, let now else { return false }
    return now.timeIntervalSince(since) < Self.patience
  }
}

/// A sentence in the making.
struct VerdictWords: Hashable {
  private(set) var text = ""
  private(set) var rerunEnd: Int?

  mutating func add(_ words: String) { text += words }

  /// Adds what `Verdict.sentence(key:)` puts the key behind.
  mutating func addWorthRerunning() {
    text += "worth running again"
    if rerunEnd == nil { rerunEnd = text.utf8.count }
  }

  /// The same with a capital letter in front, which moves no byte.
  var capitalized: VerdictWords {
    guard let first = text.utf8.first, first.isASCIILetter else { return self }
    var words = self
    words.text = text.prefix(1).uppercased() + text.dropFirst()
    return words
  }
}
