import FoundationEssentials
import QueryCore
import TextCanvas

/// How far what is drawn can be believed, in one word.
struct Freshness: Hashable, Sendable {
  let word: String
  let role: Role
  /// Whether any of the targets is still polled.
  let isPolling: Bool

  init(_ subject: ViewTitle.Subject, _ facts: Facts) {
    let targets = facts.targets(subject)
    isPolling = targets.contains { !$0.state.isTerminal }
    let throttled = targets.compactMap { facts.snapshot.throttledUntil[$0.target.source] }.max()
    let failing = targets.filter { $0.staleSince != nil }
    let oldest = failing.compactMap(\.observedAt).min()
    if facts.isPaused {
      (word, role) = ("paused", .warning)
    } else if let throttled, throttled > facts.drawnAt {
      let wait = Duration.seconds(throttled.timeIntervalSince(facts.drawnAt).rounded(.up))
      (word, role) = ("throttled, \(DurationText.short(wait)) to go", .warning)
    } else if let oldest {
      let age = Duration.seconds(max(0, facts.drawnAt.timeIntervalSince(oldest)))
      (word, role) = ("stale, \(DurationText.short(age)) old", .warning)
    } else if !failing.isEmpty {
      (word, role) = ("no answer", .warning)
    } else if targets.allSatisfy({ $0.observedAt == nil }) {
      (word, role) = ("connecting", .muted)
    } else if isPolling {
      (word, role) = ("live", .succeeded)
    } else {
      (word, role) = ("ended", .muted)
    }
  }
}
