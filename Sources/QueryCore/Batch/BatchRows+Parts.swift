import FoundationEssentials

/// What the rows of a batch are kept as.
extension BatchRows {
  /// What a row is about, which stays the same as long as the row is there.
  struct FixedPart: Hashable, Sendable {
    let id: String
    let accounts: [String]
    let startDate: String?
    let endDate: String?

    /// Shares the accounts of a row before it where they are the same: rows come account by account.
    init(_ row: BatchQuery, after other: FixedPart?) {
      id = row.id
      accounts = other.flatMap { $0.accounts == row.accounts ? $0.accounts : nil } ?? row.accounts
      startDate = row.startDate
      endDate = row.endDate
    }
  }

  /// How a row stands, in 32 bytes that are copied and compared as they are.
  struct ChangingPart: Sendable {
    let started: Moment
    let ended: Moment
    /// `Int.min` where there are none.
    let resultRows: Int
    /// Where the row's rare part stands in the table; -1 for none.
    var rare: Int32
    let code: StateCode

    init(_ row: BatchQuery, rare: Int32) {
      started = Moment(row.startedAt)
      ended = Moment(row.endedAt)
      resultRows = row.resultRows ?? .min
      self.rare = rare
      code = StateCode(row.state)
    }

    /// Whether all is equal but where the rare part stands, which differs from table to table.
    func isSame(as other: ChangingPart) -> Bool {
      code == other.code && started == other.started && ended == other.ended
        && resultRows == other.resultRows
    }
  }

  /// A `QueryState` without its word.
  enum StateCode: UInt8, CaseIterable {
    case waiting
    case running
    case succeeded
    case failed
    case stopped
    case gone
    case unsupported
    case unknown

    /// The state; `word` is asked for one outside the contract.
    func state(word: () -> String?) -> QueryState {
      switch self {
      case .waiting: .waiting
      case .running: .running
      case .succeeded: .succeeded
      case .failed: .failed
      case .stopped: .stopped
      case .gone: .gone
      case .unsupported: .unsupported
      case .unknown: .unknown(word() ?? "")
      }
    }

    /// As `QueryState.isTerminal` says the contrary.
    var isOpen: Bool {
      switch self {
      case .succeeded, .failed, .stopped, .gone: false
      case .waiting, .running, .unsupported, .unknown: true
      }
    }

    init(_ state: QueryState) {
      self =
        switch state {
        case .waiting: .waiting
        case .running: .running
        case .succeeded: .succeeded
        case .failed: .failed
        case .stopped: .stopped
        case .gone: .gone
        case .unsupported: .unsupported
        case .unknown: .unknown
        }
    }
  }

  /// A time or none, by its bits: a time that is not a number is none, and equal to itself.
  struct Moment: Hashable, Sendable {
    private let bits: UInt64

    init(_ date: Date?) {
      let seconds = date?.timeIntervalSinceReferenceDate ?? .nan
      bits = seconds.isNaN ? Double.nan.bitPattern : seconds.bitPattern
    }

    var date: Date? {
      let seconds = Double(bitPattern: bits)
      return seconds.isNaN ? nil : Date(timeIntervalSinceReferenceDate: seconds)
    }
  }

  /// What few rows have: a failure, or a state outside the contract.
  struct RarePart: Hashable, Sendable {
    /// The word of an unknown state.
    let word: String?
    let failure: BatchQuery.BoxedFailure?

    /// Nil for a row that has neither.
    init?(_ row: BatchQuery) {
      word = if case .unknown(let word) = row.state { word } else { nil }
      failure = row.boxedFailure
      if word == nil, failure == nil { return nil }
    }
  }
}

extension BatchQuery {
  /// Puts a row together from its parts.
  init(
    _ fixed: BatchRows.FixedPart, _ changing: BatchRows.ChangingPart, _ rare: BatchRows.RarePart?
  ) {
    id = fixed.id
    state = changing.code.state(word: { rare?.word })
    startedAt = changing.started.date
    endedAt = changing.ended.date
    accounts = fixed.accounts
    startDate = fixed.startDate
    endDate = fixed.endDate
    boxedFailure = rare?.failure
    resultRows = changing.resultRows == .min ? nil : changing.resultRows
  }
}
