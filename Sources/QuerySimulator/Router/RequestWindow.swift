/// Counts the requests of one key against its hourly limit.
///
/// The hour begins with the first request and the whole allowance returns at its end, as
/// `X-RateLimit-*` of the contract tells it.
struct RequestWindow: Hashable, Sendable {
  let limit: Int
  private var used = 0
  private var startedAt: Duration?

  private static let length: Duration = .seconds(3600)

  /// Takes the limit, held to the contract's 1 to 10,000.
  init(limit: Int) {
    self.limit = min(max(limit, 1), 10_000)
  }

  var remaining: Int { limit - used }

  /// Takes one request out of the allowance; false when nothing is left of it.
  mutating func admit(at now: Duration) -> Bool {
    if let startedAt, now >= startedAt, now < startedAt + Self.length {
      guard used < limit else { return false }
    } else {
      startedAt = now
      used = 0
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
