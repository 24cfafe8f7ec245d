import FoundationEssentials

/// The failures of a batch by cause, and what has ended beside them: a newer answer costs what it changed.
///
/// Kept from answer to answer it says the same as counted anew.
package struct FailureTally: Sendable {
  /// The most frequent cause first; ties by code, then by message.
  package private(set) var causes: [FailureCause] = []
  private(set) var rows = BatchRows()
  /// What has ended, as plain numbers; a query's cause is the number of its gathering.
  private(set) var ended = EndedQueries()
  /// By gathering, the place of its cause among the causes; -1 for one that has no query any more.
  private(set) var causePlaces: [Int] = []
  private(set) var gatherings: [CauseGathering] = []
  private var numbers: [FailureCause.Key: Int32] = [:]
  private var splits = EndedSplits()

  package init() {}

  /// Counts all rows, in time in proportion to the text of the messages.
  package init(_ rows: BatchRows) {
    self.rows = rows
    ended = EndedQueries(SplitNumbers(rows.fixed), count: rows.count)
    splits = EndedSplits(ended.splits)
    var masking = Masking()
    for place in rows.indices { add(place, &masking) }
    name()
  }

  /// Counts a newer answer in place of the one counted.
  package mutating func update(to newer: BatchRows) {
    guard newer.hasSameQueries(as: rows) else {
      self = FailureTally(newer)
      return
    }
    let changes = newer.changes(since: rows)
    var gone: [Int32: Set<Int32>] = [:]
    for place in changes where rows.state(at: place).isTerminal {
      splits.add(place, ended.splits, times: -1)
      let cause = ended.remove(place, rows)
      if cause >= 0 { gone[cause, default: []].insert(Int32(place)) }
    }
    rows = newer
    var masking = Masking()
    for (cause, places) in gone {
      gatherings[Int(cause)] = gatherings[Int(cause)].without(places, of: newer, ended.splits) {
        masking.mask(newer.failure(at: $0)).message
      }
    }
    for place in changes { add(place, &masking) }
    if gatherings.count > 16 + 2 * gatherings.count(where: { !$0.isEmpty }) {
      // Causes that come and go must not pile up.
      self = FailureTally(newer)
    } else if !changes.isEmpty {
      name()
    }
  }

  /// The cause of the query at a place; nil for one that has not failed.
  package func cause(at place: Int) -> FailureCause? {
    guard let number = ended.cause(of: place), number >= 0 else { return nil }
    let cause = causePlaces[Int(number)]
    return cause < 0 ? nil : causes[cause]
  }

  /// The places, rising, of a cause's queries.
  package func places(of cause: FailureCause.Key) -> [Int32] {
    guard let number = causePlaces.firstIndex(where: { $0 >= 0 && causes[$0].key == cause })
    else { return [] }
    return gatherings[number].places
  }

  private mutating func add(_ place: Int, _ masking: inout Masking) {
    guard rows.state(at: place).isTerminal else { return }
    splits.add(place, ended.splits, times: 1)
    guard FailureCause.isFailure(place, of: rows) else {
      return ended.add(place, rows, cause: nil)
    }
    let failure = rows.failure(at: place)
    let masked = masking.mask(failure)
    let key = FailureCause.Key(code: failure?.code, message: masked.key)
    let number = numbers[key] ?? Int32(gatherings.count)
    if Int(number) == gatherings.count {
      numbers[key] = number
      gatherings.append(CauseGathering(key))
    }
    gatherings[Int(number)].add(place, of: rows, ended.splits, message: masked.message)
    ended.add(place, rows, cause: number)
  }

  /// Makes the causes of what has been gathered.
  private mutating func name() {
    let failures = ended.counts.total.failed
    let named = gatherings.indices.filter { !gatherings[$0].isEmpty }
      .map { (number: $0, cause: gatherings[$0].cause(of: failures, ended.splits, ended: splits)) }
      .sorted { Self.isBefore($0.cause, $1.cause) }
    causes = named.map(\.cause)
    causePlaces = Array(repeating: -1, count: gatherings.count)
    for (place, cause) in named.enumerated() { causePlaces[cause.number] = place }
  }

  private static func isBefore(_ left: FailureCause, _ right: FailureCause) -> Bool {
    if left.count != right.count { return left.count > right.count }
    if left.code != right.code { return (left.code ?? "") < (right.code ?? "") }
    return left.message < right.message
  }

  /// Messages masked before are not masked again: most failures of an answer say the same.
  private struct Masking {
    private var known: [String: (message: String, key: String)] = [:]

    mutating func mask(_ failure: QueryFailure?) -> (message: String, key: String) {
      var raw = failure?.description ?? ""
      if let message = failure?.message, !message.isEmpty { raw = message }
      if let masked = known[raw] { return masked }
      let message = MessageMask.mask(raw)
      let masked =
        message.isEmpty
        ? (FailureCause.noMessage, FailureCause.noMessage) : (message, MessageMask.key(message))
      known[raw] = masked
      return masked
    }
  }
}

extension FailureTally: Hashable {
  /// Whether both are of the same rows.
  package static func == (left: FailureTally, right: FailureTally) -> Bool {
    left.rows == right.rows
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(rows) }
}
