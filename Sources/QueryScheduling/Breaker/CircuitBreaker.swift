/// Whether a source may be asked: it closes when the source asks for patience, refuses the
/// credential or does not answer, and opens again after a single good probe.
///
/// All times are seconds on the engine's clock.
package struct CircuitBreaker: Sendable {
  /// Why only one request at a time is let through.
  package enum Cause: Hashable, Sendable {
    /// Nothing is known of the source yet, its limit least of all.
    case unproven
    /// It said when to come back (429), and may not be asked sooner.
    case throttled
    /// Five transport failures in a row.
    case unreachable
    /// The key is refused.
    case keyRefused
    /// It does not offer what is asked (501).
    case unsupported
  }

  /// Where the search for a fresher key stands.
  package enum Renewal: Hashable, Sendable {
    case wanted
    case underWay
  }

  /// Transport failures in a row at which the source is left alone.
  package static let breakAt = 5
  /// Refusals of single targets in a row that are taken for one of the credential.
  private static let forbiddenAt = 3
  /// Seconds between two looks whether an endpoint is there now.
  package static let unsupportedRest = 3600.0
  /// Seconds over which the rate grows from half to whole.
  private static let rampTime = 60.0

  package private(set) var cause: Cause? = .unproven
  package private(set) var closedUntil = 0.0
  private var probe: Int?
  private var streak = 0
  private var forbidden = 0
  private var refusals = 0
  private var throttles = 0
  private var backoff = Backoff()
  private var rampFrom = -Double.infinity
  private let canRenew: Bool
  /// Nil unless a fresher key is looked for, during which nothing is asked.
  package private(set) var renewal: Renewal?
  /// Whether one was looked for since the source last answered well.
  private var hasRenewed = false
  /// The last request sent, and the last one sent with a key that has been replaced.
  private var newest = 0
  private var lastOutdated = 0

  /// - Parameter canRenew: whether a fresher key may be had.
  package init(canRenew: Bool = false) {
    self.canRenew = canRenew
  }

  /// Whether a request may be sent now; a person's may try early wherever the source did not ask
  /// for patience.
  package func admits(asked: Bool, at now: Double) -> Bool {
    guard let cause else { return true }
    return probe == nil && renewal == nil && (now >= closedUntil || asked && cause != .throttled)
  }

  /// The moment from which a request may be sent; infinite while a probe is under way.
  package var opensAt: Double {
    if cause == nil { return 0 }
    return probe == nil && renewal == nil ? closedUntil : .infinity
  }

  /// The share of the rate to use: half after the source was closed, growing to all of it.
  package func ramp(at now: Double) -> Double {
    min(1, 0.5 + 0.5 * max(0, now - rampFrom) / Self.rampTime)
  }

  /// Records that a request is being sent.
  ///
  /// - Returns: whether it is the probe of a closed source.
  package mutating func begin(_ number: Int) -> Bool {
    newest = max(newest, number)
    if cause != nil { probe = number }
    return cause != nil && cause != .unproven
  }

  /// Applies how a request ended.
  ///
  /// - Parameter signal: nil where nothing reached the source.
  /// - Returns: whether the source closed, or stays closed, by this outcome.
  package mutating func finish(
    _ number: Int, _ signal: RequestSignal?, at now: Double, _ random: inout Randomness
  ) -> Bool {
    let wasProbe = probe == number
    if wasProbe { probe = nil }
    switch signal {
    case nil, .keyMissing: return false
    case .ok, .missing, .workError, .refused:
      streak = 0
      forbidden = 0
      backoff.succeed(at: now)
      // Only the probe was sent after the source closed, unless all that was wrong was silence.
      if wasProbe || cause == .unreachable { open(at: now) }
      return false
    case .unsupported:
      streak = 0
      return lack(wasProbe: wasProbe, at: now)
    case .away: return fail(wasProbe: wasProbe, at: now, &random)
    case .throttled(let wait):
      throttle(wait, at: now, &random)
      return false
    case .keyRefused where isOutdated(number), .forbidden where isOutdated(number):
      // The key it was sent with is not the one that counts.
      return false
    case .keyRefused:
      refuse(wasProbe: wasProbe, at: now)
      return true
    case .forbidden:
      streak = 0
      forbidden += 1
      guard forbidden >= Self.forbiddenAt || cause == .keyRefused && wasProbe else {
        if wasProbe { open(at: now) }
        return false
      }
      refuse(wasProbe: wasProbe, at: now)
      return true
    }
  }

  // MARK: A fresher key

  /// Whether a refusal of this request is of a key that has been replaced, or may be in a moment.
  package func isOutdated(_ number: Int) -> Bool { renewal != nil || number <= lastOutdated }

  /// Has a fresher key looked for although one was already: a person may have put one there.
  package mutating func requestRenewal() {
    if cause == .keyRefused, canRenew, renewal == nil, probe == nil { renewal = .wanted }
  }

  /// Records that a fresher key is being looked for.
  package mutating func beginRenewal() { renewal = .underWay }

  /// Applies what came of it: with a fresh key the source is asked once at once.
  package mutating func finishRenewal(isFresh: Bool, at now: Double) {
    renewal = nil
    hasRenewed = true
    guard isFresh else { return }
    lastOutdated = newest
    guard cause == .keyRefused else { return }
    refusals = 0
    closedUntil = now
  }

  private mutating func open(at now: Double) {
    if cause != nil, cause != .unproven { rampFrom = now }
    cause = nil
    hasRenewed = false
    throttles = 0
    refusals = 0
  }

  private mutating func fail(
    wasProbe: Bool, at now: Double, _ random: inout Randomness
  ) -> Bool {
    streak += 1
    guard cause == nil || cause == .unproven || cause == .unreachable || wasProbe else {
      return false
    }
    guard streak >= Self.breakAt else {
      // Closed for another cause and now silent: not at once again.
      if wasProbe, cause != .unproven { closedUntil = now + Double(streak) }
      return false
    }
    // Those already under way when the source closed say nothing new.
    guard cause != .unreachable || wasProbe else { return true }
    backoff.fail(at: now)
    while backoff.level < Self.breakAt { backoff.fail(at: now) }
    cause = .unreachable
    // Jitter goes upward alone: an hour's silence may cost 40 requests, whatever chance says.
    closedUntil = now + backoff.ceiling * (1 + 0.5 * random.unit())
    return true
  }

  private mutating func lack(wasProbe: Bool, at now: Double) -> Bool {
    guard cause == nil || cause == .unproven || cause == .unsupported || wasProbe else {
      return true
    }
    cause = .unsupported
    closedUntil = now + Self.unsupportedRest
    return true
  }

  private mutating func throttle(_ wait: Double, at now: Double, _ random: inout Randomness) {
    throttles += 1
    // A server that says 429 and "now" again and again is left alone by the curve of failures.
    var curve = Backoff()
    for _ in 0..<min(throttles, 12) { curve.fail(at: now) }
    let least = max(wait, throttles > 1 ? curve.ceiling : Backoff.first)
    let until = now + least + min(30, 0.1 * least * random.unit())
    closedUntil = cause == .throttled ? max(closedUntil, until) : until
    cause = .throttled
  }

  private mutating func refuse(wasProbe: Bool, at now: Double) {
    guard cause != .throttled || wasProbe else { return }
    guard cause != .keyRefused || wasProbe else { return }
    refusals += 1
    cause = .keyRefused
    if canRenew, !hasRenewed { renewal = .wanted }
    // 30 s, a minute, two, and so on to a quarter of an hour.
    closedUntil = now + min(900, 30 * Double(1 << min(refusals - 1, 5)))
  }
}
