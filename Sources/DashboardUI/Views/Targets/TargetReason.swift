import FoundationEssentials
import QueryCore
import TextCanvas

/// The one thing a person must know of a target, for the last column of its row: why it stands where it stands.
///
/// In two parts, so that a narrow column keeps the whole of the first.
struct TargetReason: Hashable, Sendable {
  /// A word or a few, or the provider's code.
  let lead: String
  /// What goes on from there, where there is room.
  let rest: String
  let role: Role

  init(_ lead: String, _ rest: String? = nil, _ role: Role = .text) {
    self.lead = lead
    self.rest = rest ?? ""
    self.role = role
  }

  /// As much of it as a column holds.
  func text(width: Int, glyphs: GlyphSet) -> SafeText {
    let lead = SafeText(lead).adapted(to: glyphs)
    let rest = SafeText(rest).adapted(to: glyphs)
    // Less of the rest than a few words would be a riddle.
    guard !rest.isEmpty, lead.width + 2 + min(rest.width, 16) <= width else { return lead }
    return lead + "  " + rest
  }
}

extension TargetReason {
  /// - Returns: nil where all goes as it should.
  static func of(_ target: TargetSnapshot, _ facts: Facts) -> TargetReason? {
    if let problem = target.problem { return reason(problem, of: target, facts) }
    if let until = facts.snapshot.throttledUntil[target.target.source], until > facts.drawnAt,
      !target.state.isTerminal
    {
      return throttled(until, facts)
    }
    if target.unknownWord != nil { return TargetReason("says", target.state.word, .warning) }
    if let doubts = doubts(of: target) { return doubts }
    return end(of: target, facts) ?? course(of: target, facts)
  }

  private static func reason(_ problem: PollProblem, of target: TargetSnapshot, _ facts: Facts)
    -> TargetReason
  {
    if case .throttled(let until, _, _) = problem { return throttled(until, facts) }
    let label = problem.label
    let isNeeded = TargetNeed(target, at: facts.drawnAt) != nil
    if !isNeeded, let age = target.age(at: facts.drawnAt) {
      return TargetReason("stale \(DurationText.short(age))", label, .warning)
    }
    return TargetReason(label, problem.particulars(target.places), .warning)
  }

  private static func throttled(_ until: Date, _ facts: Facts) -> TargetReason {
    let clock = facts.options.clock
    let isSoon = until.timeIntervalSince(facts.drawnAt) < 60
    return TargetReason(
      "throttled",
      "until "
        + (isSoon ? clock.seconds(until) : clock.minutes(until, asOf: facts.drawnAt)), .warning)
  }

  /// Where the last answer contradicts itself, or is not whole: one in its own words, several counted.
  private static func doubts(of target: TargetSnapshot) -> TargetReason? {
    let all = target.missing.map(\.sentence) + target.doubts
    guard let first = all.first else { return nil }
    if all.count > 1 { return TargetReason("\(all.count) doubts", first, .warning) }
    guard let part = target.missing.first else { return TargetReason(first, nil, .warning) }
    let missing = CountText.grouped(max(0, part.announced - part.came))
    return TargetReason(
      "\(missing) \(part.what) missing", "of \(CountText.grouped(part.announced))", .warning)
  }

  private static func end(of target: TargetSnapshot, _ facts: Facts) -> TargetReason? {
    if let batch = target.detail.batch, batch.progress.failed > 0 {
      return cause(of: target, batch, facts)
    }
    switch target.state {
    case .failed, .stopped, .gone, .unsupported:
      let failure = target.failure ?? target.detail.query?.failure
      if target.state == .gone, target.evidence != .word {
        return TargetReason("not found", failure?.message, .warning)
      }
      guard let lead = failure?.code ?? failure?.message else {
        return TargetReason(target.state.word, target.providerStatus)
      }
      return TargetReason(lead, failure?.code == nil ? nil : failure?.message)
    case .waiting, .running, .succeeded, .unknown: return nil
    }
  }

  private static func cause(of target: TargetSnapshot, _ batch: BatchDetail, _ facts: Facts)
    -> TargetReason?
  {
    let model = facts.batches[target.target]
    if let verdict = model?.verdict { return TargetReason(verdict.short) }
    guard let first = model?.causes.first else { return nil }
    return TargetReason(first.code ?? first.message, first.reach)
  }

  private static func course(of target: TargetSnapshot, _ facts: Facts) -> TargetReason? {
    guard target.observedAt != nil else { return TargetReason("connecting", nil, .muted) }
    guard !target.state.isTerminal, case .stalled(let time) = facts.estimate(of: target) else {
      return nil
    }
    return TargetReason("stalled \(DurationText.short(time))", nil, .warning)
  }
}

extension TargetSnapshot {
  /// How old the last good answer is while newer ones fail to come; nil where they do not, or there never was one.
  func age(at now: Date) -> Duration? {
    guard staleSince != nil, let observedAt else { return nil }
    return .seconds(max(0, now.timeIntervalSince(observedAt)))
  }

  /// How it failed, in a sentence that names it; nil where it has not.
  func failureSentence(_ verdict: Verdict?) -> String? {
    if let batch = detail.batch, batch.progress.failed > 0 {
      if let verdict { return "\(target): \(verdict.sentence)" }
      let failed = CountText.grouped(batch.progress.failed)
      return "\(target): \(failed) of \(CountText.grouped(batch.progress.total)) failed"
    }
    guard [.failed, .stopped, .gone].contains(state) else { return nil }
    let failure = failure ?? detail.query?.failure
    let words = [failure?.code, failure?.message, failure?.description].compactMap(\.self)
    return "\(target) \(state.ending)" + (words.isEmpty ? "" : ": " + words.joined(separator: ": "))
  }
}

extension QueryState {
  /// How a sentence about a target ends that came to this.
  fileprivate var ending: String {
    switch self {
    case .stopped: "was stopped"
    case .gone: "is gone"
    default: "failed"
    }
  }
}

extension PollProblem {
  /// What stands beside the label where there is room: what the server or the network said, or where to look.
  fileprivate func particulars(_ places: SourcePlaces) -> String? {
    switch self {
    case .unauthorized: "check \(places.key)"
    case .noCredential(let variable): "set \(variable)"
    case .notFound: "check the id"
    case .redirected, .unreadable: "check \(places.base)"
    case .unreachable(let reason): reason
    case .forbidden, .refused, .serverError, .workFailed, .noResult:
      failure.flatMap { $0.code ?? $0.message }
    case .throttled, .timedOut, .unsupported, .otherTarget: nil
    }
  }
}
