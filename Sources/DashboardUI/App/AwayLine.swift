import FoundationEssentials
import QueryCore

/// What has happened since somebody last touched a key, in a line: `since 02:10: +412 done, +20 failed, new cause QUOTA at 03:05`.
struct AwayLine: Hashable, Sendable {
  /// How long nobody touches a key before they count as away, in seconds.
  static let absence = 300.0
  /// The shortest time without a change that is told as a stall, in seconds.
  private static let stall = 300.0

  /// When the last key was pressed.
  let left: Date
  /// What was known then.
  private let known: MonitorSnapshot
  /// The identities of the causes there were.
  private let causes: [Target: [String]]

  /// Remembers how things stand.
  init(_ facts: Facts) {
    left = facts.now
    known = facts.snapshot
    causes = facts.batches.mapValues(\.causeIDs)
  }

  /// Whether that is so long ago that somebody may wonder what has happened.
  func isAway(at now: Date) -> Bool { now.timeIntervalSince(left) >= Self.absence }

  /// The line; nil where nothing happened.
  func text(_ facts: Facts) -> String? {
    // Targets keep their places, but for new ones at the end; before the first answer there is nothing to compare with.
    let pairs = zip(known.targets, facts.snapshot.targets)
      .filter { $0.target == $1.target && $0.observedAt != nil }
      .map { (old: $0, new: $1) }
    let parts =
      counts(pairs) + ends(pairs) + newCauses(facts) + stalls(pairs, facts) + troubles(pairs)
    guard !parts.isEmpty else { return nil }
    let time = facts.options.clock.minutes(left, asOf: facts.now)
    return "since \(time): " + parts.joined(separator: ", ")
  }

  private typealias Pair = (old: TargetSnapshot, new: TargetSnapshot)

  private func counts(_ pairs: [Pair]) -> [String] {
    func gained(_ counter: (BatchProgress) -> Int) -> Int {
      pairs.reduce(0) { sum, pair in
        guard let old = pair.old.detail.batch, let new = pair.new.detail.batch else { return sum }
        return sum + counter(new.progress) - counter(old.progress)
      }
    }
    return [("done", gained(\.succeeded)), ("failed", gained(\.failed))].compactMap {
      // A counter that falls is taken back, which is told as it is.
      $1 == 0 ? nil : "\($1 > 0 ? "+" : "\u{2212}")\(CountText.grouped(abs($1))) \($0)"
    }
  }

  private func ends(_ pairs: [Pair]) -> [String] {
    let ended = pairs.filter { !$0.old.state.isTerminal && $0.new.state.isTerminal }
    guard known.targets.count > 1 || ended.isEmpty else { return ["\(ended[0].new.state.word)"] }
    return ended.isEmpty ? [] : [CountText.of(ended.count, "target", "targets") + " ended"]
  }

  /// Those nobody has seen yet, the first to come first.
  private func newCauses(_ facts: Facts) -> [String] {
    var new: [FailureCause] = []
    for (target, batch) in facts.batches {
      guard let seen = causes[target] else { continue }
      new += zip(batch.causes, batch.causeIDs).filter { !seen.contains($0.1) }.map(\.0)
    }
    new.sort { ($0.firstSeen ?? .distantFuture) < ($1.firstSeen ?? .distantFuture) }
    guard let first = new.first else { return [] }
    let time =
      first.firstSeen.map { " at " + facts.options.clock.minutes($0, asOf: facts.now) } ?? ""
    let more = new.count > 1 ? " and \(new.count - 1) more" : ""
    return ["new cause \(first.code ?? first.message)\(time)\(more)"]
  }

  /// The longest stretch in which a batch that ran did not move.
  private func stalls(_ pairs: [Pair], _ facts: Facts) -> [String] {
    let pauses = pairs.compactMap { pair -> (start: Date, end: Date)? in
      guard !pair.old.state.isTerminal, let batch = pair.new.detail.batch else { return nil }
      let end = pair.new.endedAt ?? pair.new.observedAt ?? facts.now
      return batch.observed.longestPause(from: left, to: end)
    }
    let longest = pauses.max {
      $0.end.timeIntervalSince($0.start) < $1.end.timeIntervalSince($1.start)
    }
    guard let longest, longest.end.timeIntervalSince(longest.start) >= Self.stall else { return [] }
    let clock = facts.options.clock
    let (start, end) = (
      clock.minutes(longest.start, asOf: facts.now), clock.minutes(longest.end, asOf: longest.start)
    )
    return ["nothing moved \(start)\u{2013}\(end)"]
  }

  private func troubles(_ pairs: [Pair]) -> [String] {
    let troubled = pairs.filter { $0.old.problem == nil && $0.new.problem != nil }
    return troubled.isEmpty
      ? [] : [CountText.of(troubled.count, "target does", "targets do") + " not answer"]
  }
}
