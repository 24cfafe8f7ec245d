/// The state of a query as a cell of a matrix tells it, mildest first: of several queries in one cell the worst is shown.
package enum CellState: UInt8, Hashable, Sendable, CaseIterable, Comparable {
  case succeeded
  case waiting
  case running
  /// A word outside the contract, whichever.
  case unknown
  case unsupported
  case stopped
  case gone
  case failed

  package init(_ state: QueryState) {
    self =
      switch state {
      case .succeeded: .succeeded
      case .waiting: .waiting
      case .running: .running
      case .unknown: .unknown
      case .unsupported: .unsupported
      case .stopped: .stopped
      case .gone: .gone
      case .failed: .failed
      }
  }

  package static func < (left: CellState, right: CellState) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The state it stands for, to be drawn and named as everywhere else.
  package var state: QueryState {
    switch self {
    case .succeeded: .succeeded
    case .waiting: .waiting
    case .running: .running
    case .unknown: .unknown("unknown")
    case .unsupported: .unsupported
    case .stopped: .stopped
    case .gone: .gone
    case .failed: .failed
    }
  }

  /// Whether it ended, and not well.
  package var isTrouble: Bool { self >= .stopped }
}

/// How many queries are in each state.
package struct CellTally: Hashable, Sendable {
  private var counts: SIMD8<Int32> = .zero

  package init() {}

  /// Queries in a state.
  package subscript(state: CellState) -> Int { Int(counts[Int(state.rawValue)]) }

  /// Queries in all.
  package var total: Int { Int(counts.wrappedSum()) }
  package var failed: Int { self[.failed] }
  /// Queries that ended, and not well: failed, stopped or gone.
  package var troubled: Int { self[.failed] + self[.stopped] + self[.gone] }
  package var isEmpty: Bool { counts == .zero }

  /// The worst state of any query; nil where there is none.
  package var worst: CellState? { CellState.allCases.last { self[$0] > 0 } }

  /// The states there are queries in, the worst first.
  package var parts: [(state: CellState, count: Int)] {
    CellState.allCases.reversed().compactMap { self[$0] > 0 ? ($0, self[$0]) : nil }
  }

  /// Counts so many queries more in a state, fewer where the number is negative.
  package mutating func add(_ state: CellState, _ queries: Int32 = 1) {
    counts[Int(state.rawValue)] &+= queries
  }

  package static func += (left: inout CellTally, right: CellTally) {
    left.counts &+= right.counts
  }
}
