/// How many bytes may be on their way to the person at a time, learnt from how long the terminal takes to answer a question.
///
/// A pseudo-terminal and an SSH server take whatever they are given and tell nothing of what is still to be shown, so a slow
/// link would show the past. A short question goes out behind what was drawn: its answer says that everything before it has
/// arrived. As in delay-based congestion control (RFC 6817), more may be under way while answers come at once, and less when
/// they queue. A terminal that never answers is not waited for.
nonisolated package struct LinkPace: Sendable {
  /// Primary device attributes (DA1), the question that nearly every terminal answers.
  package static let question = Array("\u{1B}[c".utf8)

  enum Standing {
    /// Asked for the first time.
    case unknown
    case answers
    case silent
  }

  private static let smallest = 256.0
  private static let largest = 65_536.0
  /// Bytes a second that any link carries: what was sent long ago need not be asked about.
  private static let least = 1000.0
  /// Queueing that is hardly seen, and queueing that is too long.
  private static let quick = Duration.milliseconds(100)
  private static let long = Duration.milliseconds(250)
  /// Times a lost answer is asked for before a frame goes out unasked.
  private static let mostTries = 3

  private(set) var standing = Standing.unknown
  private var window = 1024.0
  /// Bytes that may not have arrived.
  private var underWay = 0.0
  /// Of those, the ones sent after the question that is out.
  private var behind = 0.0
  /// When the question was asked whose answer is still to come.
  private(set) var asked: ContinuousClock.Instant?
  private var tries = 0
  private var settled: ContinuousClock.Instant?
  /// How long the last answer took, and how long one takes with nothing under way; nil before there was one.
  package private(set) var lag: Duration?
  package private(set) var roundTrip: Duration?

  package init() {}

  /// Whether a frame may be sent; while not, an answer or ``timeOut()`` changes it.
  package var isOpen: Bool { standing != .answers || asked == nil || underWay < window }

  /// Whether an answer is still to come.
  package var isAsking: Bool { asked != nil }

  /// How long a question waits for its answer.
  package var patience: Duration {
    guard standing == .answers else { return .seconds(2) }
    let usual = max(.milliseconds(750), (lag ?? .zero) * 3)
    return min(.seconds(3), usual * (1 << min(tries, Self.mostTries)))
  }

  /// Until when who leaves waits for the answer to a question.
  ///
  /// - Parameters:
  ///   - asked: when it was asked.
  ///   - start: when the terminal was given back.
  ///   - patience: how long after the question the answer may come on a link that has never answered.
  package func lastAnswerIsDue(
    to asked: ContinuousClock.Instant, leaving start: ContinuousClock.Instant, patience: Duration
  ) -> ContinuousClock.Instant {
    guard let roundTrip else { return max(start + .milliseconds(100), asked + patience) }
    return start + min(.seconds(1), max(.milliseconds(100), roundTrip * 1.5))
  }

  /// Counts bytes that are sent now.
  ///
  /// - Returns: Whether ``question`` is to follow them.
  package mutating func sends(_ count: Int, at now: ContinuousClock.Instant) -> Bool {
    settle(now)
    underWay += Double(count)
    guard asked == nil else {
      behind += Double(count)
      return false
    }
    guard standing == .unknown || standing == .answers && underWay >= window / 2 else {
      return false
    }
    ask(now)
    return true
  }

  /// The terminal has answered.
  ///
  /// - Returns: Whether ``question`` is to be sent again, for what went out after the last one.
  package mutating func answered(at now: ContinuousClock.Instant) -> Bool {
    guard let asked else {
      // Later than anybody waited: a link so slow begins with little.
      if standing == .silent { window = Self.smallest }
      if standing != .answers { standing = .answers }
      return false
    }
    learn(from: asked.duration(to: now))
    standing = .answers
    tries = 0
    self.asked = nil
    underWay = behind
    behind = 0
    settled = now
    guard underWay >= window else { return false }
    ask(now)
    return true
  }

  /// No answer has come for as long as ``patience``.
  ///
  /// - Returns: Whether ``question`` is to be sent again: one may be lost.
  package mutating func timeOut() -> Bool {
    guard standing == .answers, tries < Self.mostTries else {
      if standing == .unknown { standing = .silent }
      asked = nil
      underWay = 0
      behind = 0
      return false
    }
    // Whichever answer comes, it is counted from the first question: too late rather than too early.
    tries += 1
    return true
  }

  private mutating func ask(_ now: ContinuousClock.Instant) {
    asked = now
    behind = 0
  }

  private mutating func learn(from elapsed: Duration) {
    let shortest = min(roundTrip ?? elapsed, elapsed)
    let queue = elapsed - shortest
    lag = elapsed
    roundTrip = shortest
    if queue > Self.long {
      window = max(Self.smallest, window / 2)
    } else if queue < Self.quick, underWay - behind >= window / 2 {
      window = min(Self.largest, window * 2)
    }
  }

  private mutating func settle(_ now: ContinuousClock.Instant) {
    if let settled, asked == nil {
      let passed = settled.duration(to: now) / .seconds(1)
      underWay = max(0, underWay - passed * Self.least)
    }
    settled = now
  }
}
