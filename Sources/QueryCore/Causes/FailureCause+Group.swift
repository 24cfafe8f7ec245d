import FoundationEssentials

extension FailureCause {
  /// Groups the failed among the queries, the most frequent cause first; ties by code, then by message.
  ///
  /// Counted are queries that failed, and those stopped or gone that carry a failure. Costs time in proportion to the
  /// text of the messages.
  package static func group(_ queries: BatchRows) -> [FailureCause] {
    var gatherings: [Key: Gathering] = [:]
    var masked: [String: (message: String, key: String)] = [:]
    var ended = SplitTally()
    var failures = 0
    for place in queries.indices where queries.state(at: place).isTerminal {
      ended.add(queries.fixed[place])
      guard isFailure(place, of: queries) else { continue }
      failures += 1
      let failure = queries.failure(at: place)
      let raw = text(of: failure)
      let known = masked[raw] ?? masking(raw)
      masked[raw] = known
      gatherings[
        Key(code: failure?.code, message: known.key), default: Gathering(message: known.message)
      ].add(queries.fixed[place], failure, endedAt: queries.end(at: place))
    }
    let endedDays = Dictionary(uniqueKeysWithValues: ended.days.counts.map { ($0.day, $0.count) })
    return gatherings.map { $1.cause($0, of: failures, ended: ended, endedDays: endedDays) }
      .sorted(by: isBefore)
  }

  /// Whether the query at a place counts as failed here.
  package static func isFailure(_ place: Int, of queries: BatchRows) -> Bool {
    switch queries.state(at: place) {
    case .failed: true
    case .stopped, .gone: queries.failure(at: place) != nil
    case .waiting, .running, .succeeded, .unsupported, .unknown: false
    }
  }

  private static func masking(_ raw: String) -> (message: String, key: String) {
    let message = MessageMask.mask(raw)
    return message.isEmpty ? (noMessage, noMessage) : (message, MessageMask.key(message))
  }

  private static func text(of failure: QueryFailure?) -> String {
    if let message = failure?.message, !message.isEmpty { return message }
    return failure?.description ?? ""
  }

  private static func isBefore(_ left: FailureCause, _ right: FailureCause) -> Bool {
    if left.count != right.count { return left.count > right.count }
    if left.code != right.code { return (left.code ?? "") < (right.code ?? "") }
    return left.message < right.message
  }

  private struct Gathering {
    /// Masked, of the first query that failed so.
    private let message: String
    private var ids: [String] = []
    private var tally = SplitTally()
    private var status: Int?
    private var example: (id: String, fields: Int)?
    private var firstSeen: Date?
    private var lastSeen: Date?
    private var askAgainAt: Date?

    init(message: String) { self.message = message }

    mutating func add(_ query: BatchRows.FixedPart, _ failure: QueryFailure?, endedAt: Date?) {
      ids.append(query.id)
      tally.add(query)
      if status == nil { status = failure?.status }
      let fields = [failure?.message, failure?.description, failure?.requestID].count { $0 != nil }
      if fields > example?.fields ?? -1 { example = (query.id, fields) }
      guard let endedAt else { return }
      firstSeen = min(firstSeen ?? endedAt, endedAt)
      lastSeen = max(lastSeen ?? endedAt, endedAt)
      guard let wait = failure?.wait else { return }
      let over = endedAt.addingTimeInterval(wait.inSeconds)
      askAgainAt = max(askAgainAt ?? over, over)
    }

    func cause(
      _ key: Key, of failures: Int, ended: SplitTally, endedDays: [Int: Int]
    ) -> FailureCause {
      let accounts = tally.accounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { SplitCount($0.key, failed: $0.value, ended: ended.accounts[$0.key] ?? $0.value) }
      let days = tally.days.counts.map {
        SplitCount(
          CalendarDays.text($0.day), failed: $0.count, ended: endedDays[$0.day] ?? $0.count)
      }
      let others = tally.otherDays.sorted { $0.key < $1.key }
        .map { SplitCount($0.key, failed: $0.value, ended: ended.otherDays[$0.key] ?? $0.value) }
      return FailureCause(
        code: key.code, message: message, retry: RetryAdvice(code: key.code, status: status),
        share: Double(ids.count) / Double(failures), accountCounts: accounts,
        dayCounts: days + others, queryIDs: ids, exampleID: example?.id ?? "", firstSeen: firstSeen,
        lastSeen: lastSeen, askAgainAt: askAgainAt)
    }
  }
}
