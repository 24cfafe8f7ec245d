/// Whether a source may be asked: it closes when the source asks for patience, refuses the
/// credential or does not answer, and opens again after a single good probe.
///
/// All times are seconds on the engine's clock.
package struct CircuitBreaker: Sendable {
  /// Failures in a row from which on requests go one at a time.
  private static let failingAt = 2
  /// Seconds until a source of which nothing is known, and which has not answered the first request,
  /// gets the next.
  private static let firstPatience = 1.0
  /// Seconds of an outage after which the rate grows from half.
  private static let longOutage = 60.0
  /// Refusals of single targets in a row that are taken for one of the credential.
  private static let forbiddenAt = 3
  /// Seconds between two looks whether an endpoint is there now.
  package static let unsupportedRest = 3600.0
  /// Seconds between two looks whether a key in a file has been replaced.
  package static let keyRest = 30.0

  package private(set) var cause: Cause? = .unproven
  package private(set) var closedUntil = 0.0
  /// The moment that the provider named itself; nobody asks before it.
  package private(set) var heldUntil = 0.0
  /// The last probe sent of those under way.
  private var probe: Int?
  private var outage: Outage?
  private var lastOutage: PastOutage?
  private var forbidden = 0
  private var refusals = 0
  private var throttles = 0
  private var ramp = RateRamp()
  private let keys: KeyOrigin
  /// Nil unless a fresher key is looked for, during which nothing is asked.
  package private(set) var renewal: Renewal?
  /// Whether one was looked for since the source last answered well.
  private var hasRenewed = false
  /// When a key in a file is looked at again.
  private var nextLook = Double.infinity
  /// The last request sent, the last one before a good answer came, and the last one sent with a key
  /// that has been replaced.
  private var newest = 0
  private var lastGood = 0
  private var lastOutdated = 0

  /// - Parameter keys: where the key comes from.
  package init(keys: KeyOrigin = .fixed) {
    self.keys = keys
  }

  /// Whether a request may be sent now; a person's may try early wherever the source did not ask
  /// for patience.
  package func admits(asked: Bool, at now: Double) -> Bool {
    guard now >= heldUntil else { return false }
    guard let cause else { return true }
    guard renewal == nil else { return false }
    if probe == nil, asked, cause != .throttled { return true }
    return now >= closedUntil && (probe == nil || cause.isSilence)
  }

  /// The moment from which a request may be sent; infinite while only the end of one can tell.
  package var opensAt: Double {
    guard let cause else { return heldUntil }
    guard renewal == nil else { return .infinity }
    guard probe == nil || cause.isSilence else { return .infinity }
    return max(heldUntil, min(closedUntil, nextLook))
  }

  /// Whether the source is left alone because it does not answer.
  var isAway: Bool { cause?.isAway == true }

  /// The moment before which the source wants no request; nil where it does not mind.
  package var patienceUntil: Double? {
    if cause == .throttled { return max(closedUntil, heldUntil) }
    return heldUntil > 0 ? heldUntil : nil
  }

  /// The share of the rate to use: less after the source was closed, growing to all of it.
  package func ramp(at now: Double) -> Double { ramp.share(at: now) }

  /// Records that a request is being sent.
  ///
  /// - Returns: whether it is the probe of a closed source.
  package mutating func begin(_ number: Int, at now: Double) -> Bool {
    newest = max(newest, number)
    outage?.send()
    guard let cause else { return false }
    probe = number
    // One that hangs keeps nobody but itself waiting.
    if cause.isSilence { closedUntil = now + (outage?.pause(at: now) ?? Self.firstPatience) }
    return cause != .unproven
  }

  /// Applies how a request ended.
  ///
  /// - Parameters:
  ///   - sentAt: when it was sent.
  ///   - signal: nil where nothing reached the source.
  ///   - wait: seconds to stay away, as the provider asked; nil where it did not.
  /// - Returns: whether the source closed, or stays closed, by this outcome.
  package mutating func finish(
    _ number: Int, sentAt: Double, _ signal: RequestSignal?, wait: Double? = nil, at now: Double,
    _ random: inout Randomness
  ) -> Bool {
    let wasProbe = probe == number
    if wasProbe { probe = nil }
    if signal?.isOfSource == true, let wait, wait > 0 {
      heldUntil = max(heldUntil, now + Self.lengthened(wait, &random))
    }
    switch signal {
    case nil, .keyMissing:
      if wasProbe, cause == .unproven { closedUntil = now }
      return false
    case .ok, .missing, .workError, .refused:
      forbidden = 0
      open(wasProbe: wasProbe, at: now)
      return false
    case .unsupported:
      endOutage(at: now)
      return lack(wasProbe: wasProbe, at: now)
    case .away: return fail(number, sentAt: sentAt, wasProbe: wasProbe, at: now, &random)
    case .throttled:
      throttle(wait ?? 0, wasProbe: wasProbe, at: now, &random)
      return false
    case .keyRefused where isOutdated(number), .forbidden where isOutdated(number):
      // The key it was sent with is not the one that counts.
      return false
    case .keyRefused:
      refuse(wasProbe: wasProbe, at: now)
      return true
    case .forbidden:
      return forbid(wait ?? 0, wasProbe: wasProbe, at: now, &random)
    }
  }

  // MARK: A fresher key

  /// Whether a refusal of this request is of a key that has been replaced, or may be in a moment.
  package func isOutdated(_ number: Int) -> Bool { renewal != nil || number <= lastOutdated }

  /// Whether a fresher key is to be looked for now.
  func wantsRenewal(at now: Double) -> Bool {
    if renewal == .wanted { return true }
    return cause == .keyRefused && renewal == nil && probe == nil && now >= nextLook
  }

  /// Has a fresher key looked for although one was already: a person may have put one there.
  package mutating func requestRenewal() {
    if cause == .keyRefused, keys != .fixed, renewal == nil, probe == nil { renewal = .wanted }
  }

  /// Records that a fresher key is being looked for.
  package mutating func beginRenewal() { renewal = .underWay }

  /// Applies what came of it: with a fresh key the source is asked once at once.
  package mutating func finishRenewal(isFresh: Bool, at now: Double) {
    renewal = nil
    hasRenewed = true
    nextLook = .infinity
    guard isFresh else { return lookLater(at: now) }
    lastOutdated = newest
    guard cause == .keyRefused else { return }
    refusals = 0
    closedUntil = now
  }

  /// Has a key in a file looked at again before the next probe, and every half a minute.
  private mutating func lookLater(at now: Double) {
    guard keys == .file, cause == .keyRefused else { return }
    nextLook = min(now + Self.keyRest, closedUntil > now ? closedUntil : .infinity)
  }

  // MARK: Ends

  /// Applies an answer of a source that is there, which opens it where only the probe was sent after
  /// it closed, or where all that was wrong was silence.
  private mutating func open(wasProbe: Bool, at now: Double) {
    endOutage(at: now)
    guard wasProbe || cause?.isSilence == true else { return }
    switch cause {
    case nil, .unproven, .failing: break
    case .unreachable:
      // After a short one all clients come back over a while as it is.
      if (lastOutage?.length ?? 0) >= Self.longOutage { ramp.restart(from: 0.5, at: now) }
    case .throttled, .keyRefused, .unsupported: ramp.restart(from: 0.5, at: now)
    }
    cause = nil
    hasRenewed = false
    nextLook = .infinity
    throttles = 0
    refusals = 0
  }

  /// Records that the source answered, if not as one would wish.
  private mutating func endOutage(at now: Double) {
    lastGood = newest
    if let outage {
      lastOutage = PastOutage(length: outage.length(at: now), endedAt: now)
    }
    outage = nil
  }

  private mutating func fail(
    _ number: Int, sentAt: Double, wasProbe: Bool, at now: Double, _ random: inout Randomness
  ) -> Bool {
    // What was sent before the last good answer says nothing of the time after it.
    guard number > lastGood else { return false }
    var outage = self.outage ?? Outage(since: sentAt, newest: newest, after: lastOutage)
    outage.fail(number, chance: random.unit())
    self.outage = outage
    let isHeld = now < heldUntil
    switch cause {
    case nil, .unproven:
      guard outage.failures >= Self.failingAt || isHeld else {
        if cause == .unproven { closedUntil = now }
        return false
      }
      cause = .failing
      closedUntil = now + outage.pause(at: now)
    case .failing, .unreachable: break
    case .throttled, .keyRefused, .unsupported:
      guard wasProbe else { return false }
      cause = .failing
      closedUntil = now + outage.pause(at: now)
    }
    if outage.length(at: now) >= Outage.confirmation { cause = .unreachable }
    return cause == .unreachable
  }

  private mutating func lack(wasProbe: Bool, at now: Double) -> Bool {
    guard cause == nil || cause?.isSilence == true || cause == .unsupported || wasProbe else {
      return true
    }
    cause = .unsupported
    closedUntil = now + Self.unsupportedRest
    return true
  }

  private mutating func throttle(
    _ wait: Double, wasProbe: Bool, at now: Double, _ random: inout Randomness
  ) {
    endOutage(at: now)
    // Those under way together are refused for one and the same reason.
    if cause != .throttled || wasProbe {
      throttles += 1
      ramp.halve(at: now)
    }
    // A server that says 429 and "now" again and again is left alone by the curve of failures.
    var curve = Backoff()
    for _ in 0..<min(throttles, 12) { curve.fail(at: now) }
    let least = max(wait, throttles > 1 ? curve.ceiling : Backoff.first)
    let until = now + Self.lengthened(least, &random)
    closedUntil = cause == .throttled ? max(closedUntil, until) : until
    cause = .throttled
  }

  private mutating func forbid(
    _ wait: Double, wasProbe: Bool, at now: Double, _ random: inout Randomness
  ) -> Bool {
    // Some servers tell of their limit so; a key that is refused for good has no time to come back.
    guard wait <= 0 else {
      throttle(wait, wasProbe: wasProbe, at: now, &random)
      return false
    }
    forbidden += 1
    guard forbidden >= Self.forbiddenAt || cause == .keyRefused && wasProbe else {
      open(wasProbe: wasProbe, at: now)
      return false
    }
    refuse(wasProbe: wasProbe, at: now)
    return true
  }

  private mutating func refuse(wasProbe: Bool, at now: Double) {
    endOutage(at: now)
    guard cause != .throttled || wasProbe else { return }
    guard cause != .keyRefused || wasProbe else { return }
    refusals += 1
    cause = .keyRefused
    if keys != .fixed, !hasRenewed { renewal = .wanted }
    // 30 s, a minute, two, and so on to a quarter of an hour.
    closedUntil = now + min(900, 30 * Double(1 << min(refusals - 1, 5)))
    if hasRenewed { lookLater(at: now) }
  }

  /// Up to a tenth and half a minute more, so that not all clients come back at once.
  private static func lengthened(_ wait: Double, _ random: inout Randomness) -> Double {
    wait + min(30, 0.1 * wait * random.unit())
  }
}
