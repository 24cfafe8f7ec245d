import FoundationEssentials
import QueryCore
import TextCanvas

/// How far what is drawn can be believed, in one word.
///
/// Of several targets a trouble is told only where all that are still polled have it: whose it is otherwise, their rows say.
struct Freshness: Hashable, Sendable {
  let word: String
  let role: Role
  /// Whether any of the targets is still polled.
  let isPolling: Bool

  init(_ subject: ViewTitle.Subject, _ facts: Facts) {
    let targets = facts.targets(subject)
    let living = targets.filter { !$0.state.isTerminal }
    isPolling = !living.isEmpty
    let waits = living.compactMap { facts.snapshot.throttledUntil[$0.target.source] }
      .filter { $0 > facts.drawnAt }
    let asked = living.isEmpty ? targets : living
    let areFailing = asked.allSatisfy { $0.staleSince != nil } && !asked.isEmpty
    let newest = asked.compactMap(\.observedAt).max()
    if facts.isPast {
      (word, role) = ("past", .warning)
    } else if facts.isPaused {
      (word, role) = ("paused", .warning)
    } else if let soonest = waits.min(), waits.count == living.count {
      let wait = Duration.seconds(soonest.timeIntervalSince(facts.drawnAt).rounded(.up))
      (word, role) = ("throttled, \(DurationText.short(wait)) to go", .warning)
    } else if areFailing, let newest {
      let age = Duration.seconds(max(0, facts.drawnAt.timeIntervalSince(newest)))
      (word, role) = ("stale, \(DurationText.short(age)) old", .warning)
    } else if areFailing {
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
