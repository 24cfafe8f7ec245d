import CursesTerminal
import QueryCore

/// How a person wants to be told of events, as `notify:` of `config.yaml` says; nothing unless it is asked for.
nonisolated struct NotifySettings: Hashable, Sendable {
  /// Rings the terminal's bell.
  var bell = false
  /// Has the terminal show a notification, in the words it understands.
  var desktop: NotificationSequence.Form?
  /// A program and its arguments, started for each event; empty for none.
  var hook: [String] = []
  /// What is worth telling.
  var events = Set(WatchEvent.Kind.allCases)

  /// Whether an event is to be told: an end that failed is both.
  func wants(_ event: WatchEvent) -> Bool {
    events.contains(event.kind) || event.isEnd && events.contains(.ended)
  }
}
