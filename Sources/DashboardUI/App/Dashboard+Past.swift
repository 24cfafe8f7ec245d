import FoundationEssentials
import QueryCore

/// The display as it was: `[` and `]` go back and forth over what this run has seen.
extension Dashboard {
  /// Shows an earlier moment: the change before a twentieth of the way gone so far, so that the first steps are short and a
  /// day is a matter of seconds with the key held.
  mutating func showEarlier() {
    let newest = latest ?? facts.snapshot
    let moments = newest.changeMoments
    let target = facts.drawnAt.addingTimeInterval(-stride)
    guard let first = moments.first, first < facts.drawnAt else {
      say("nothing is known from before: this is the first answer querytop has seen")
      return
    }
    latest = newest
    show(newest, at: moments.last { $0 <= target } ?? first)
  }

  /// Shows a later moment, or what is known now where none is left.
  mutating func showLater() {
    guard facts.isPast, let latest else {
      say("this is now: [ goes back")
      return
    }
    let target = facts.drawnAt.addingTimeInterval(stride)
    guard let next = latest.changeMoments.first(where: { $0 >= target }), next < facts.now else {
      togglePause()
      return
    }
    show(latest, at: next)
  }

  /// Seconds that a step goes at least.
  private var stride: Double { max(0.001, facts.now.timeIntervalSince(facts.drawnAt) / 20) }

  private mutating func show(_ newest: MonitorSnapshot, at moment: Date) {
    facts.show(newest.asKnown(at: moment), of: moment)
  }
}
