import FoundationEssentials

/// The failures of one cause, in the batch's order.
struct CauseGathering: Sendable {
  let key: FailureCause.Key
  /// Masked, of the first query that failed so.
  private var message = ""
  private(set) var places: [Int32] = []
  private(set) var ids: [String] = []
  private var splits = SplitCounts()
  /// The status of the first query that has one.
  private var status: (place: Int32, value: Int)?
  /// The first query of those that say the most.
  private var example: (place: Int32, fields: Int)?
  private var firstSeen: Date?
  private var lastSeen: Date?
  private var askAgainAt: Date?

  init(_ key: FailureCause.Key) { self.key = key }

  var isEmpty: Bool { places.isEmpty }

  /// Adds the query at a place.
  ///
  /// - Parameter message: its own, masked.
  mutating func add(
    _ query: Int, of rows: BatchRows, _ numbers: SplitNumbers, message: @autoclosure () -> String
  ) {
    let place = Int32(query)
    let line = places.last.map { $0 < place } ?? true ? places.count : line(of: place)
    if line == 0 { self.message = message() }
    places.insert(place, at: line)
    ids.insert(rows.id(at: query), at: line)
    splits.add(query, numbers)
    let failure = rows.failure(at: query)
    if let value = failure?.status, place < status?.place ?? .max { status = (place, value) }
    let fields = [failure?.message, failure?.description, failure?.requestID].count { $0 != nil }
    let most = example?.fields ?? -1
    if fields > most || fields == most && place < example?.place ?? .max {
      example = (place, fields)
    }
    guard let endedAt = rows.end(at: query) else { return }
    firstSeen = min(firstSeen ?? endedAt, endedAt)
    lastSeen = max(lastSeen ?? endedAt, endedAt)
    guard let wait = failure?.wait else { return }
    let over = endedAt.addingTimeInterval(wait.inSeconds)
    askAgainAt = max(askAgainAt ?? over, over)
  }

  /// The same without some of its queries, which must all be in it: what the others say is gathered anew.
  func without(
    _ gone: Set<Int32>, of rows: BatchRows, _ numbers: SplitNumbers, message: (Int) -> String
  ) -> CauseGathering {
    var rest = CauseGathering(key)
    for place in places where !gone.contains(place) {
      rest.add(Int(place), of: rows, numbers, message: message(Int(place)))
    }
    return rest
  }

  private func line(of place: Int32) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The cause, of so many failures in all.
  func cause(of failures: Int, _ numbers: SplitNumbers, ended: EndedSplits) -> FailureCause {
    FailureCause(
      code: key.code, message: message, retry: RetryAdvice(code: key.code, status: status?.value),
      share: Double(places.count) / Double(failures),
      reach: CauseReach(numbers, failed: splits, ended: ended), queryIDs: ids,
      exampleID: example.map { ids[line(of: $0.place)] } ?? "", firstSeen: firstSeen,
      lastSeen: lastSeen, askAgainAt: askAgainAt)
  }
}
