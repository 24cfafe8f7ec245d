import FoundationEssentials
import QueryCore
import TextCanvas

/// What `wait` says in plain lines where standard error is no terminal, so that nobody takes it for dead.
///
/// A line at each target's first answer and change of state, one when it stops answering, and one a minute for all of them; with
/// counters, one for each target that moved too, once a second at most, and the verdict on its failures when it has ended. Pure: told the time, it gives the lines.
nonisolated struct WaitLines {
  /// The longest silence, in seconds: CI systems end a job after ten minutes of it, some after five.
  static let silence = 60.0
  /// The least time between two lines about the counters of one target, in seconds.
  static let countersPause = 1.0

  /// Whether counters are told as they move.
  let hasCounters: Bool
  private let start: Date
  /// When something was last said.
  private var spoke: Date
  private var told: [Target: Told] = [:]

  /// What was last said of one target.
  private struct Told {
    var state: QueryState?
    var progress: BatchProgress?
    /// Whether its last poll was answered.
    var isAnswering = true
    /// When its trouble was last told of.
    var troubledAt: Date?
    /// The verdict on its end.
    var verdict: String?
    var at: Date
  }

  init(hasCounters: Bool, start: Date) {
    self.hasCounters = hasCounters
    self.start = start
    spoke = start
  }

  /// The lines due now.
  mutating func lines(_ targets: [TargetSnapshot], at now: Date) -> [String] {
    news(targets, at: now).map(\.text)
  }

  /// The same, each with the target it is about; nil where it is about all.
  mutating func news(_ targets: [TargetSnapshot], at now: Date) -> [(target: Target?, text: String)]
  {
    var lines: [(target: Target?, text: String)] = targets.flatMap { target in
      [line(of: target, at: now), verdict(on: target)].compactMap { text in
        text.map { (target.target, $0) }
      }
    }
    if lines.isEmpty, now.timeIntervalSince(spoke) >= Self.silence {
      let waited = DurationText.short(.seconds(now.timeIntervalSince(start)))
      lines = [(nil, "waiting for \(waited): \(TargetWords.of(targets, now: now))")]
    }
    if !lines.isEmpty { spoke = now }
    return lines
  }

  /// The line a target gives reason for; nil for no news.
  private mutating func line(of target: TargetSnapshot, at now: Date) -> String? {
    var last = told[target.target] ?? Told(at: .distantPast)
    let state = target.observedAt == nil ? nil : target.state
    let progress = target.detail.batch?.progress
    let isAnswering = target.problem == nil
    // One that comes and goes is told of once a minute.
    let isDue = last.troubledAt.map { now.timeIntervalSince($0) >= Self.silence } ?? true
    let hasTurned = isAnswering != last.isAnswering && (isAnswering || isDue)
    let hasMoved =
      hasCounters && progress != last.progress
      && now.timeIntervalSince(last.at) >= Self.countersPause
    guard state != last.state || hasTurned || hasMoved else { return nil }
    last.state = state
    last.progress = progress
    last.isAnswering = isAnswering
    last.at = now
    if !isAnswering { last.troubledAt = now }
    told[target.target] = last
    return TargetWords.of([target], now: now)
  }
}

nonisolated extension WaitLines {
  /// What the failures of a target that has ended have in common, where that was not said yet.
  private mutating func verdict(on target: TargetSnapshot) -> String? {
    guard hasCounters, target.isEnded, (target.detail.batch?.progress.failed ?? 0) > 0,
      let sentence = Verdict.make(of: target)?.sentence, told[target.target]?.verdict != sentence
    else { return nil }
    told[target.target]?.verdict = sentence
    return "\(target.target)  \(sentence)"
  }
}

/// How far targets are, in some words.
nonisolated enum TargetWords {
  /// The narrowest a name is cut to.
  private static let narrowestName = 12

  /// Of one everything, of several how many have ended.
  ///
  /// - Parameter columns: where there are no more, the name gives way: what is waited for is known, how far it is is not.
  static func of(_ targets: [TargetSnapshot], now: Date, within columns: Int = .max) -> String {
    let living = targets.filter { !$0.isEnded }
    if targets.count > 1 {
      let failing = living.count { $0.problem != nil }
      let trouble = failing > 0 ? ", \(failing) not answering" : ""
      return "\(targets.count - living.count) of \(targets.count) ended\(trouble)"
    }
    guard let target = targets.first else { return "" }
    let words = words(of: target, now)
    let room = columns == .max ? .max : columns - SafeText(words).width - 2
    let name = SafeText(target.target.description)
    return "\(name.cutInMiddle(to: max(narrowestName, room)).string)  \(words)"
  }

  private static func words(of target: TargetSnapshot, _ now: Date) -> String {
    if let problem = target.problem { return "\(problem.label), asking again" }
    var parts: [String] = []
    if let progress = target.detail.batch?.progress {
      parts.append(PercentText.of(progress.finished, progress.total))
      parts.append("\(CountText.grouped(progress.failed)) failed")
    }
    parts.append(target.observedAt == nil ? "asking" : target.state.word)
    if let elapsed = target.elapsed(at: now) { parts.append(DurationText.short(elapsed)) }
    return parts.joined(separator: "  ")
  }
}

extension TargetSnapshot {
  nonisolated fileprivate var isEnded: Bool { state.isTerminal && observedAt != nil }
}
