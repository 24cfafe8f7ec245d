import QueryCore

/// A batch that lives and ends on a `BatchServer`, a seeded step at a time.
struct BatchStory {
  /// What is odd about the server or the batch.
  enum Oddity: CaseIterable, Sendable {
    case none, startsAnywhere, endsTakenBack, rowsReordered, rowsListedLater
    case heedsNoOffset, heedsNoLimit, heedsNeither, longestPage, onlyWholePages, wrongCounters
    case noCounters, outcomesSwapped
  }

  let oddity: Oddity
  /// Rows that run at the same time.
  let slots: Int
  private var random: SplitMix64

  init(_ oddity: Oddity, slots: Int, seed: UInt64) {
    (self.oddity, self.slots) = (oddity, slots)
    random = SplitMix64(seed: seed)
  }

  mutating func start(_ count: Int) -> BatchServer.State {
    let listed = oddity == .rowsListedLater ? max(1, count / 3) : count
    var state = BatchServer.State(rows: Array(repeating: "QUEUED", count: listed))
    state.ids = Array(0..<listed)
    state.heedsOffset = oddity != .heedsNoOffset && oddity != .heedsNeither
    state.heedsLimit = oddity != .heedsNoLimit && oddity != .heedsNeither
    if oddity == .longestPage { state.cap = 7 }
    state.refusesShortPages = oddity == .onlyWholePages
    fill(&state)
    return state
  }

  /// Lets a moment pass; of a batch without rows left to end, the word follows.
  mutating func step(_ state: inout BatchServer.State, of count: Int) {
    for place in running(state) where draw(5) == 0 {
      state.rows[place] = draw(8) == 0 ? "FAILURE" : "SUCCESS"
    }
    if oddity == .rowsListedLater, state.rows.count < count {
      let more = min(1 + draw(9), count - state.rows.count)
      state.ids? += state.rows.count..<state.rows.count + more
      state.rows += Array(repeating: "QUEUED", count: more)
    }
    happen(&state)
    fill(&state)
    if oddity == .wrongCounters || oddity == .noCounters {
      let words = ["QUEUED", "RUNNING", "SUCCESS", "FAILURE"]
      state.counters = words.map { word in state.rows.count { $0 == word } + 2 }
    }
    if running(state).isEmpty, !state.rows.contains("QUEUED"), state.rows.count == count {
      state.word = "STOPPED"
    }
  }

  private mutating func happen(_ state: inout BatchServer.State) {
    let ended = state.rows.indices.filter { ["SUCCESS", "FAILURE"].contains(state.rows[$0]) }
    guard ended.count > 1, draw(6) == 0 else { return }
    let (one, other) = (ended[draw(ended.count)], ended[draw(ended.count)])
    switch oddity {
    case .endsTakenBack: state.rows[one] = "RUNNING"
    case .rowsReordered:
      state.ids?.swapAt(one, other)
      state.rows.swapAt(one, other)
    // No counter moves.
    case .outcomesSwapped: state.rows.swapAt(one, other)
    default: break
    }
  }

  private mutating func fill(_ state: inout BatchServer.State) {
    var free = slots - running(state).count
    var queued = state.rows.indices.filter { state.rows[$0] == "QUEUED" }
    while free > 0, !queued.isEmpty {
      let next = oddity == .startsAnywhere ? draw(queued.count) : 0
      state.rows[queued.remove(at: next)] = "RUNNING"
      free -= 1
    }
  }

  private func running(_ state: BatchServer.State) -> [Int] {
    state.rows.indices.filter { state.rows[$0] == "RUNNING" }
  }

  private mutating func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
}
