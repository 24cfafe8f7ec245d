/// Counts the requests of one key against its hourly limit.
///
/// The hour begins with the first request and the whole allowance returns at its end, as
/// `X-RateLimit-*` of the contract tells it.
struct RequestWindow: Hashable, Sendable {
  let limit: Int
  /// Requests an hour that another client of the same key makes, evenly.
  private let othersPerHour: Int
  private var used = 0
  private var usedByOthers = 0
  private var startedAt: Duration?

  private static let length: Duration = .seconds(3600)

  /// Takes the limit, held to the contract's 1 to 10,000.
  init(limit: Int, othersPerHour: Int = 0) {
    self.limit = min(max(limit, 1), 10_000)
    self.othersPerHour = min(max(othersPerHour, 0), 10_000)
  }

  var remaining: Int { limit - used }

  /// Takes one request out of the allowance; false when nothing is left of it.
  mutating func admit(at now: Duration) -> Bool {
    if let startedAt, now >= startedAt, now < startedAt + Self.length {
      let others = (now - startedAt).milliseconds * othersPerHour / 3_600_000
      used = min(limit, used + max(0, others - usedByOthers))
      usedByOthers = max(others, usedByOthers)
      guard used < limit else { return false }
    } else {
      startedAt = now
      used = 0
      usedByOthers = 0
    }
    used += 1
    return true
  }

  /// Whole seconds until the allowance returns, rounded up; at least 1.
  func secondsUntilReset(at now: Duration) -> Int {
    guard let startedAt else { return 1 }
    let wait = (startedAt + Self.length - now).milliseconds
    return min(max(1, (wait + 999) / 1000), 3600)
  }
}
