import Glibc
package import QueryCore

/// The request budget of one quota: what was sent, what the server says is left, and
/// how fast to go on.
///
/// Pace: `min((0.95·limit − burst) / window, (remaining − reserve) / time to reset − others)`.
/// Where a server tells when its window ends, that is its phase, and a window that ends later than an
/// hour from now is a day's, or as long as it says. Where it does not, the phase is learned from the
/// moment the remaining count jumps up; until then a full window is taken to lie ahead. Of any
/// window, by whatever clock the server cuts it, the schedule uses at most 95 %; what a person asks
/// for has the other 5 %. What seems used up is looked at again every two minutes, or every half an
/// hour where the server said that it lasts longer.
/// All times are seconds on the engine's clock.
package struct RateBudget: Sendable {
  /// The window until a server tells of a longer one: an hour.
  package static let standardWindow = 3600.0
  private static let day = 86_400.0
  /// The longest window believed: a month.
  private static let longestWindow = 32 * day
  /// The limit until a server tells of its own.
  package static let standardLimit = 5000
  /// Seconds an answer is under way at most, and two for clocks that cut off fractions.
  private static let longestWay = 32.0
  /// Requests that time not used lets be sent at once.
  private static let depth = 4.0

  /// In seconds.
  package private(set) var window = Self.standardWindow
  /// Requests allowed a window.
  package private(set) var limit = Self.standardLimit
  private var bucket: TokenBucket
  private var reserve: TokenBucket
  private var scheduled = SlidingWindowCounter(span: Self.standardWindow)
  private var all = SlidingWindowCounter(span: Self.standardWindow)
  private var pages = SlidingWindowCounter(span: Self.standardWindow)
  private var report: ServerReport?
  /// Requests others sent a second, smoothed over five minutes.
  private var others = 0.0

  /// What the server last said is left.
  private struct ServerReport {
    var remaining: Int
    var at: Double
    var resetAt: Double
    /// Whether the server said so, and it is not a guess.
    var isTold = false
    /// Sent by us since, and when the last of them was.
    var sent = 0
    var sentAt = -Double.infinity

    /// Seconds between two looks at a limit that is used up: the end of its window may have been
    /// guessed or misread, and must not silence a source for an hour.
    var look: Double { isTold ? 1800 : 120 }

    /// When a limit that is used up is looked at again.
    var nextLook: Double { min(resetAt, max(at, sentAt) + look) }
  }

  package init(at now: Double) {
    bucket = TokenBucket(level: Double(Self.burst(limit)), at: now)
    reserve = TokenBucket(level: Double(Self.reserved(limit)) / 2, at: now)
  }

  /// Requests of a window that the schedule may use: 95 %, but one at least.
  package var scheduledCap: Int { max(1, limit - Self.reserved(limit)) }

  /// Requests a second that the schedule may use now.
  package func rate(at now: Double) -> Double {
    let cap = max(Double(scheduledCap - Self.burst(limit)), 0.9)
    guard let report, now < report.resetAt else { return cap / window }
    // What is left of a long window may be used up before it ends, though not within minutes.
    let own = cap / (report.isTold ? Self.standardWindow : window)
    let left = Double(report.remaining - report.sent - Self.reserved(limit))
    let share = max(0, left) / max(report.resetAt - now, 1)
    // Others may stop at any time, which only answers tell: something is always tried.
    return min(own, max(share - others, share / 4, 1 / report.look))
  }

  /// The moment from which the schedule may send a poll of so many requests.
  ///
  /// - Parameter ramp: the share of the rate to use, 0 to 1.
  package mutating func ready(cost: Int, ramp: Double, at now: Double) -> Double {
    endWindow(at: now)
    let rate = rate(at: now) * ramp
    bucket.fill(rate: rate, depth: Self.depth, at: now)
    var moment = now + bucket.delay(rate: rate)
    if !moment.isFinite { moment = report?.nextLook ?? now + window }
    // What was saved up must not reach into a person's part.
    if let report, now < report.resetAt, report.remaining - report.sent - Self.reserved(limit) < 1 {
      moment = max(moment, report.nextLook)
    }
    scheduled.advance(to: now)
    let room = scheduledCap - min(cost, scheduledCap)
    if scheduled.total > room {
      moment = max(moment, scheduled.moment(totalAtMost: room, from: now))
    }
    return moment
  }

  /// Whether the reserve has so many requests for a person.
  package mutating func hasReserve(cost: Int, at now: Double) -> Bool {
    endWindow(at: now)
    let share = Double(Self.reserved(limit)) / 2
    reserve.fill(rate: share / window, depth: share, at: now)
    all.advance(to: now)
    if let report, now < report.resetAt, report.remaining - report.sent < cost { return false }
    return reserve.level >= Double(cost) && all.total + cost <= limit
  }

  /// Books a request that is being sent, or the difference to what it took in truth.
  package mutating func book(_ requests: Int, _ payment: RequestPayment, at now: Double) {
    all.add(requests, at: now)
    report?.sent += requests
    report?.sentAt = now
    switch payment {
    case .reserve: reserve.remove(requests)
    case .pace:
      bucket.remove(requests)
      scheduled.add(requests, at: now)
    case .share:
      pages.add(requests, at: now)
      scheduled.add(requests, at: now)
    }
  }

  /// Whether rows may be asked for without regard to the pace: of any window that takes a quarter of
  /// the limit, within the schedule's part.
  package mutating func hasShare(at now: Double) -> Bool {
    endWindow(at: now)
    pages.advance(to: now)
    guard pages.total < limit / 4, hasRoom(at: now) else { return false }
    guard let report, now < report.resetAt else { return true }
    // Never the last quarter, however little others have left.
    return report.remaining - report.sent - Self.reserved(limit) > limit / 4
  }

  /// Whether the schedule's part has one request left, whatever its pace.
  package mutating func hasRoom(at now: Double) -> Bool {
    endWindow(at: now)
    scheduled.advance(to: now)
    guard scheduled.total < scheduledCap else { return false }
    guard let report, now < report.resetAt else { return true }
    return report.remaining - report.sent - Self.reserved(limit) >= 1
  }

  /// Throws away what time not used has saved up, so that a source that was away is not met by a
  /// burst.
  package mutating func dropSavings() { bucket.cap(at: 1) }

  /// Applies what an answer said of the limit; a limit of nothing is nonsense and passed over.
  ///
  /// - Parameter secondsToReset: until the window ends, as the server said; what cannot be is passed
  ///   over.
  package mutating func apply(
    _ budget: RequestBudget, secondsToReset: Double? = nil, at now: Double
  ) {
    guard budget.limit > 0, budget.remaining >= 0 else { return }
    endWindow(at: now)
    if budget.limit != limit { adopt(budget.limit) }
    // Both clocks cut off fractions of a second.
    let told = secondsToReset.flatMap { $0 > 0 && $0 <= Self.longestWindow ? now + $0 + 1 : nil }
    if let told { widen(to: told - now) }
    let remaining = min(budget.remaining, limit)
    guard let last = report else {
      report = ServerReport(
        remaining: remaining, at: now, resetAt: told ?? now + window, isTold: told != nil)
      return
    }
    let expected = last.remaining - last.sent
    let hasJumped = remaining - expected > max(5, limit / 50)
    if hasJumped {
      others = 0
    } else {
      // Answers overtake one another, so single differences may be negative; their sum is not.
      let foreign = Double(expected - remaining) / 300
      others = max(0, others * exp((last.at - now) / 300) + foreign)
    }
    let isNew = hasJumped || now >= last.resetAt
    report = ServerReport(
      remaining: remaining, at: now,
      resetAt: told ?? (isNew ? now + window : last.resetAt), isTold: told != nil,
      sentAt: last.sentAt)
  }

  /// Begins to count anew where the server said that its window ends: what was sent before weighs
  /// on the next one no more.
  ///
  /// But for what was sent at the very end: the answer that told of the end was under way for a
  /// while, and the window may have ended by as much earlier.
  private mutating func endWindow(at now: Double) {
    guard let report, report.isTold, now >= report.resetAt else { return }
    let sure = report.resetAt - Self.longestWay
    scheduled.forget(before: sure, at: now)
    all.forget(before: sure, at: now)
    pages.forget(before: sure, at: now)
    self.report = nil
  }

  /// Learns of a longer window.
  ///
  /// What was sent so far the server has counted in what it says is left.
  private mutating func widen(to span: Double) {
    guard span > window * 1.02 + 30 else { return }
    window = span <= Self.day * 1.02 ? Self.day : span
    forget()
  }

  private mutating func forget() {
    scheduled = SlidingWindowCounter(span: window)
    all = scheduled
    pages = scheduled
  }

  private mutating func adopt(_ newLimit: Int) {
    limit = newLimit
    bucket.cap(at: Double(Self.burst(newLimit)))
    reserve.cap(at: Double(Self.reserved(newLimit)) / 2)
  }

  /// Requests that may be sent at once at the start: half a percent, 25 at most.
  private static func burst(_ limit: Int) -> Int { min(max(limit / 200, 1), 25) }

  /// What is kept for a person: 5 %, rounded up.
  private static func reserved(_ limit: Int) -> Int { (limit + 19) / 20 }
}
