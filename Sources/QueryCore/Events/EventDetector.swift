package import FoundationEssentials

/// Works out, from one look at the targets to the next, what has happened to them: each event once.
///
/// What is so when a target is first heard of is never an event: a restart tells nothing anew. What comes and goes is told again
/// after a pause that doubles from a minute to a day, and then only if it is still so. What is true of many targets of one source
/// at the same moment is one event. Pure: told the time, it gives the events.
package struct EventDetector: Sendable {
  /// More events of one kind about one source than this, at one look, are one.
  static let mostAlone = 5
  /// Seconds between two events that targets of one source need somebody: a source in trouble is in trouble for all of them.
  static let sourcePause = 60.0

  private var memories: [Target: TargetMemory] = [:]
  /// When a source's targets were last said to need somebody.
  private var needsToldAt: [String: Date] = [:]
  private var sequence = 0

  package init() {}

  /// What has happened since the last look, in the order of the targets.
  ///
  /// To be called with every new snapshot, and as time passes: a standstill and a trouble that lasts bring no answer.
  package mutating func events(_ targets: [TargetSnapshot], at now: Date) -> [WatchEvent] {
    var found: [WatchEvent] = []
    for target in targets {
      var memory = memories[target.target] ?? TargetMemory()
      let toldAt = needsToldAt[target.target.source]
      let mayNeed = toldAt.map {
        !(0..<Self.sourcePause).contains(now.timeIntervalSince($0))
      }
      found += memory.look(at: target, now, mayTellNeed: mayNeed ?? true)
      memories[target.target] = memory
    }
    for event in found where event.kind == .needsYou { needsToldAt[event.target.source] = now }
    return folded(found).map { event in
      sequence += 1
      var event = event
      event.sequence = sequence
      return event
    }
  }

  /// Makes one of what is said of many targets of one source.
  private func folded(_ events: [WatchEvent]) -> [WatchEvent] {
    guard events.count > 1 else { return events }
    struct Group: Hashable {
      let kind: WatchEvent.Kind
      let source: String
    }
    func group(_ event: WatchEvent) -> Group {
      Group(kind: event.kind, source: event.target.source)
    }
    let groups = Dictionary(grouping: events, by: group)
    var told: Set<Group> = []
    return events.compactMap { event in
      let key = group(event)
      let same = groups[key] ?? []
      guard same.count > (key.kind == .needsYou ? 1 : Self.mostAlone) else { return event }
      guard told.insert(key).inserted else { return nil }
      var event = event
      event.others = same.dropFirst().map(\.target)
      event.isEnd = same.allSatisfy(\.isEnd)
      event.sentence = EventWords.several(same)
      return event
    }
  }
}
