package import FoundationEssentials

/// A state in which querytop saw some work, from the answer on that first told of it.
package struct ObservedState: Hashable, Sendable {
  package let state: QueryState
  /// When that answer arrived: not when the state began.
  package let at: Date

  package init(_ state: QueryState, at: Date) {
    self.state = state
    self.at = at
  }
}

/// When the queries of a batch were seen to change their state.
///
/// Bounded: of more changes than `most` the oldest are forgotten.
package struct ObservedChanges: Hashable, Sendable {
  /// Plain numbers, so that a list of them is copied as it is.
  private struct Change: Hashable, Sendable {
    let place: Int32
    /// The same as `to` where the query was listed for the first time.
    let from: StateNumber
    let to: StateNumber
    let isNew: Bool
    let at: Date
  }

  /// A state, and where its word stands in `words` if it is outside the contract.
  private struct StateNumber: Hashable, Sendable {
    let code: BatchRows.StateCode
    let word: UInt16
  }

  /// At 24 bytes a change, and two or three changes a query.
  static let most = 16_384
  /// Changes that are moved together: older ones are shared from answer to answer.
  private static let stretch = 512
  private var older: [[Change]] = []
  private var newest: [Change] = []
  /// The words outside the contract.
  private var words: [String] = []
  /// Whether changes have been forgotten.
  private var isCut = false

  package init() {}

  /// Records what an answer about a batch changed.
  ///
  /// What was known of a place is forgotten where the batch lists another query there now.
  package mutating func record(from old: BatchRows, to new: BatchRows, at moment: Date) {
    func isSame(_ place: Int) -> Bool {
      place < old.count && place < new.count && old.id(at: place) == new.id(at: place)
    }
    if !new.hasSameQueries(as: old) {
      let kept = changes.filter { isSame(Int($0.place)) }
      (older, newest) = ([], [])
      for change in kept { append(change) }
    }
    for place in new.changes(since: old) {
      let isNew = !isSame(place)
      let to = new.state(at: place)
      let from = isNew ? to : old.state(at: place)
      guard isNew || from != to else { continue }
      // No room for two words more.
      if words.count >= Int(UInt16.max) { (older, newest, words, isCut) = ([], [], [], true) }
      append(
        Change(
          place: Int32(clamping: place), from: number(of: from), to: number(of: to), isNew: isNew,
          at: moment))
    }
  }

  private mutating func append(_ change: Change) {
    newest.append(change)
    guard newest.count >= Self.stretch else { return }
    older.append(newest)
    newest = []
    guard older.count * Self.stretch > Self.most else { return }
    isCut = true
    older.removeFirst(older.count / 4)
  }

  private var changes: some BidirectionalCollection<Change> { (older + [newest]).joined() }

  private mutating func number(of state: QueryState) -> StateNumber {
    let code = BatchRows.StateCode(state)
    guard case .unknown(let word) = state else { return StateNumber(code: code, word: 0) }
    // A server has few of them, as a rule; of those of its own for every query each is kept.
    if let known = words.suffix(16).lastIndex(of: word) {
      return StateNumber(code: code, word: UInt16(known))
    }
    words.append(word)
    return StateNumber(code: code, word: UInt16(words.count - 1))
  }

  private func state(_ number: StateNumber) -> QueryState {
    number.code.state(word: { words[Int(number.word)] })
  }

  /// The states a query was seen in, the oldest first.
  ///
  /// - Parameters:
  ///   - state: the one it is in now.
  ///   - first: when the batch was first looked at; nil where that is not known.
  package func states(at place: Int, now state: QueryState, since first: Date?) -> [ObservedState] {
    let own = changes.filter { $0.place == place }
    var states = own.map { ObservedState(self.state($0.to), at: $0.at) }
    let isListedLater = own.first?.isNew ?? false
    if !isCut, !isListedLater, let first {
      states.insert(ObservedState(own.first.map { self.state($0.from) } ?? state, at: first), at: 0)
    }
    return states
  }

  /// The moments of the changes kept, rising; one for each answer that changed something.
  package var moments: [Date] {
    var moments: [Date] = []
    for change in changes where moments.last != change.at { moments.append(change.at) }
    return moments
  }

  /// Puts rows back into the states they were seen in at a moment; a time of theirs after it is not known yet.
  ///
  /// Of changes that are forgotten the last state before them is the oldest known.
  func restore(_ rows: inout BatchRows, at moment: Date) {
    var states: [Int: QueryState] = [:]
    var new = Set<Int>()
    for change in changes.reversed() {
      guard change.at > moment else { break }
      states[Int(change.place)] = change.isNew ? .waiting : state(change.from)
      if change.isNew { new.insert(Int(change.place)) }
    }
    var listed = rows.count
    while new.contains(listed - 1) { listed -= 1 }
    rows.cut(to: listed)
    for (place, state) in states where rows.indices.contains(place) {
      var row = rows[place]
      row.state = state
      if !state.isTerminal {
        row.endedAt = nil
        row.failure = nil
        row.resultRows = nil
      }
      if let startedAt = row.startedAt, startedAt > moment || state == .waiting {
        row.startedAt = nil
      }
      rows[place] = row
    }
  }

  /// The longest time without a change within a stretch; nil where it has none.
  ///
  /// - Returns: its begin and end.
  package func longestPause(from start: Date, to end: Date) -> (start: Date, end: Date)? {
    guard start < end else { return nil }
    let edges = [start] + moments.filter { $0 > start && $0 < end } + [end]
    return zip(edges, edges.dropFirst()).max {
      $0.1.timeIntervalSince($0.0) < $1.1.timeIntervalSince($1.0)
    }
    .map { (start: $0.0, end: $0.1) }
  }
}
