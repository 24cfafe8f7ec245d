import NIOConcurrencyHelpers
package import QueryCore

/// The last calls of all sources, in the order in which they ended.
package final class RequestLog: Sendable {
  /// Calls kept.
  package static let capacity = 500

  private struct State {
    var last = 0
    /// A ring once full: the call with number n stands at (n − 1) mod capacity.
    var ring: [RequestRecord] = []
  }

  private let state = NIOLockedValueBox(State())

  /// Makes an empty log.
  package init() {}

  /// Calls recorded so far, also those kept no longer; changes exactly when `records` does.
  package var count: Int { state.withLockedValue(\.last) }

  /// The calls kept, newest first.
  package var records: [RequestRecord] {
    state.withLockedValue { state in
      let next = state.ring.count < Self.capacity ? 0 : state.last % Self.capacity
      return Array((state.ring[next...] + state.ring[..<next]).reversed())
    }
  }

  /// Records a call; `make` is given its number.
  package func record(_ make: (Int) -> RequestRecord) {
    state.withLockedValue { state in
      state.last += 1
      let record = make(state.last)
      if state.ring.count < Self.capacity {
        state.ring.append(record)
      } else {
        state.ring[(state.last - 1) % Self.capacity] = record
      }
    }
  }
}
