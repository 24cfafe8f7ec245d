import FoundationEssentials
import QueryCore

/// A server's count of requests by the window, ours and those of other clients.
package struct ModelWindow: Sendable {
  private let length: Double
  private let tellsReset: Bool
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
    length = options.window
    tellsReset = options.tellsReset
    limit = options.limit
    phase = options.phase
    others = options.others
    startsAt = (options.phase ?? length) - length
  }

  var endsAt: Double { startsAt + length }

  /// Counts requests, unless they are too many.
  mutating func take(_ requests: Int, at time: Double, fromReserve: Bool) -> Bool {
    turn(to: time)
    ours += requests
    if !fromReserve { scheduled += requests }
    mostOurs = max(mostOurs, ours)
    mostScheduled = max(mostScheduled, scheduled)
    return used(at: time) <= limit
  }

  /// - Parameter date: the server's clock at a moment, in whole seconds as headers have them.
  func budget(at time: Double, date: (Double) -> Date) -> RequestBudget {
    RequestBudget(
      limit: limit, remaining: max(0, limit - used(at: time)),
      resetsAt: tellsReset ? Self.whole(date(endsAt)) : nil,
      saidAt: tellsReset ? Self.whole(date(time)) : nil)
  }

  private static func whole(_ date: Date) -> Date {
    Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
  }

  private func used(at time: Double) -> Int { ours + Int(others * (time - startsAt)) }

  private mutating func turn(to time: Double) {
    guard time >= endsAt else { return }
    if phase == nil {
      startsAt = time
    } else {
      startsAt += length * ((time - startsAt) / length).rounded(.down)
    }
    ours = 0
    scheduled = 0
  }
}
