import QueryCore

/// A server's count of requests by the hour, ours and those of other clients.
package struct ModelWindow: Sendable {
  package static let length = 3600.0

  private let limit: Int
  private let phase: Double?
  private let others: Double
  private var startsAt: Double
  private var ours = 0
  /// The most of our requests in any window so far.
  package private(set) var mostOurs = 0
  private var scheduled = 0
  /// The same of those that no person asked for.
  package private(set) var mostScheduled = 0

  init(_ options: ModelServerOptions) {
    limit = options.limit
    phase = options.phase
    others = options.others
    startsAt = (options.phase ?? Self.length) - Self.length
  }

  var endsAt: Double { startsAt + Self.length }

  /// Counts requests, unless they are too many.
  mutating func take(_ requests: Int, at time: Double, fromReserve: Bool) -> Bool {
    turn(to: time)
    ours += requests
    if !fromReserve { scheduled += requests }
    mostOurs = max(mostOurs, ours)
    mostScheduled = max(mostScheduled, scheduled)
    return used(at: time) <= limit
  }

  func budget(at time: Double) -> RequestBudget {
    RequestBudget(limit: limit, remaining: max(0, limit - used(at: time)))
  }

  private func used(at time: Double) -> Int { ours + Int(others * (time - startsAt)) }

  private mutating func turn(to time: Double) {
    guard time >= endsAt else { return }
    if phase == nil {
      startsAt = time
    } else {
      startsAt += Self.length * ((time - startsAt) / Self.length).rounded(.down)
    }
    ours = 0
    scheduled = 0
  }
}
