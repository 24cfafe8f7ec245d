/// An hourly limit with a 429 behind it; times are virtual seconds.
struct ScheduleWindow {
  let limit: Int
  private var used = 0
  private var startsAt = 0.0

  init(limit: Int) { self.limit = limit }

  /// Counts a request.
  ///
  /// - Returns: nil, or the moment at which to come back when it was one too many.
  mutating func take(at time: Double) -> Double? {
    while time >= startsAt + 3600 {
      startsAt += 3600
      used = 0
    }
    used += 1
    return used > limit ? startsAt + 3600 : nil
  }

  /// Requests left in this window.
  var remaining: Int { max(0, limit - used) }
}
