package import QueryCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The request budget of one source's credential: what was sent, what the server says is left, and
/// how fast to go on.
///
/// Pace: `min((0.95·limit − burst) / window, (remaining − reserve) / time to reset − others)`.
/// No contract sends a reset, so the window's phase is learned from the moment the remaining count
/// jumps up; until then a full window is taken to lie ahead. Of any hour, by whatever clock the
/// server cuts it, the schedule uses at most 95 %; what a person asks for has the other 5 %.
/// All times are seconds on the engine's clock.
package struct RequestLedger: Sendable {
  /// The window of every contract: an hour.
  package static let window = 3600.0
  /// The limit until a server tells of its own.
  package static let standardLimit = 5000
  /// Requests that time not used lets be sent at once.
  private static let depth = 4.0

  /// Requests allowed a window.
  package private(set) var limit = Self.standardLimit
  private var bucket: RequestBucket
  private var reserve: RequestBucket
  private var scheduled = SlidingCount(span: Self.window)
  private var all = SlidingCount(span: Self.window)
  private var pages = SlidingCount(span: Self.window)
  private var word: ServerWord?
  /// Requests others sent a second, smoothed over five minutes.
  private var others = 0.0

  /// What the server last said is left.
  private struct ServerWord {
    var remaining: Int
    var at: Double
    var resetAt: Double
    /// Sent by us since.
    var sent = 0
  }

  package init(at now: Double) {
    bucket = RequestBucket(level: Double(Self.burst(limit)), at: now)
    reserve = RequestBucket(level: Double(Self.reserved(limit)) / 2, at: now)
  }

  /// Requests of a window that the schedule may use: 95 %, but one at least.
  package var scheduledCap: Int { max(1, limit - Self.reserved(limit)) }

  /// Requests a second that the schedule may use now.
  package func rate(at now: Double) -> Double {
    let own = max(Double(scheduledCap - Self.burst(limit)), 0.9) / Self.window
    guard let word, now < word.resetAt else { return own }
    let left = Double(word.remaining - word.sent - Self.reserved(limit))
    let share = max(0, left) / max(word.resetAt - now, 1)
    // Others may stop at any time, which only answers tell: something is always tried.
    return min(own, max(share - others, share / 4))
  }

  /// The moment from which the schedule may send a poll of so many requests.
  ///
  /// - Parameter ramp: the share of the rate to use, 0 to 1.
  package mutating func ready(cost: Int, ramp: Double, at now: Double) -> Double {
    let rate = rate(at: now) * ramp
    bucket.fill(rate: rate, depth: Self.depth, at: now)
    var moment = now + bucket.delay(rate: rate)
    if !moment.isFinite { moment = word?.resetAt ?? now + Self.window }
    // What was saved up must not reach into a person's part.
    if let word, now < word.resetAt, word.remaining - word.sent - Self.reserved(limit) < 1 {
      moment = max(moment, word.resetAt)
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
    let share = Double(Self.reserved(limit)) / 2
    reserve.fill(rate: share / Self.window, depth: share, at: now)
    all.advance(to: now)
    if let word, now < word.resetAt, word.remaining - word.sent < cost { return false }
    return reserve.level >= Double(cost) && all.total + cost <= limit
  }

  /// Books a poll that is being sent, or the difference to what it took in truth.
  package mutating func book(_ requests: Int, fromReserve: Bool, at now: Double) {
    all.add(requests, at: now)
    word?.sent += requests
    if fromReserve {
      reserve.take(requests)
    } else {
      bucket.take(requests)
      scheduled.add(requests, at: now)
    }
  }

  /// Whether rows may be asked for without regard to the pace: of any hour that takes a quarter of
  /// the limit, within the schedule's part.
  package mutating func hasShare(at now: Double) -> Bool {
    pages.advance(to: now)
    guard pages.total < limit / 4, hasRoom(at: now) else { return false }
    guard let word, now < word.resetAt else { return true }
    // Never the last quarter, however little others have left.
    return word.remaining - word.sent - Self.reserved(limit) > limit / 4
  }

  /// Whether the schedule's part has one request left, whatever its pace.
  package mutating func hasRoom(at now: Double) -> Bool {
    scheduled.advance(to: now)
    guard scheduled.total < scheduledCap else { return false }
    guard let word, now < word.resetAt else { return true }
    return word.remaining - word.sent - Self.reserved(limit) >= 1
  }

  /// Books requests of that share: the schedule's count knows of them, its pace does not.
  package mutating func bookShare(_ requests: Int, at now: Double) {
    all.add(requests, at: now)
    pages.add(requests, at: now)
    scheduled.add(requests, at: now)
    word?.sent += requests
  }

  /// Throws away what time not used has saved up, so that a source that was away is not met by a
  /// burst.
  package mutating func settle() { bucket.cap(at: 1) }

  /// Takes what an answer said of the limit; a limit of nothing is nonsense and passed over.
  package mutating func observe(_ budget: RequestBudget, at now: Double) {
    guard budget.limit > 0, budget.remaining >= 0 else { return }
    if budget.limit != limit { adopt(budget.limit) }
    let remaining = min(budget.remaining, limit)
    guard let last = word else {
      word = ServerWord(remaining: remaining, at: now, resetAt: now + Self.window)
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
    word = ServerWord(
      remaining: remaining, at: now, resetAt: isNew ? now + Self.window : last.resetAt)
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
