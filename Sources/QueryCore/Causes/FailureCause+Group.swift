extension FailureCause {
  /// Groups the failed among the queries, the most frequent cause first; ties by code, then by message.
  ///
  /// Counted are queries that failed, and those stopped or gone that carry a failure. Costs time in proportion to the
  /// text of the messages.
  package static func group(_ queries: BatchRows) -> [FailureCause] {
    var gatherings: [Key: Gathering] = [:]
    var masked: [String: String] = [:]
    for place in queries.indices where isFailure(place, of: queries) {
      let failure = queries.failure(at: place)
      let raw = text(of: failure)
      let message = masked[raw] ?? MessageMask.mask(raw)
      masked[raw] = message
      let key = Key(code: failure?.code, message: message.isEmpty ? noMessage : message)
      gatherings[key, default: Gathering()].add(queries.fixed[place], failure)
    }
    return gatherings.map { $1.cause(code: $0.code, message: $0.message) }.sorted(by: isBefore)
  }

  /// Whether the query at a place counts as failed here.
  package static func isFailure(_ place: Int, of queries: BatchRows) -> Bool {
    switch queries.state(at: place) {
    case .failed: true
    case .stopped, .gone: queries.failure(at: place) != nil
    case .waiting, .running, .succeeded, .unsupported, .unknown: false
    }
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

  private struct Key: Hashable {
    let code: String?
    let message: String
  }

  private struct Gathering {
    private var ids: [String] = []
    private var hits: [String: Int] = [:]
    /// Ranges of days hit, each once: queries of one range are many.
    private var ranges: Set<ClosedRange<Int>> = []
    /// Days in another form than the contract's.
    private var others: Set<String> = []
    private var status: Int?

    mutating func add(_ query: BatchRows.FixedPart, _ failure: QueryFailure?) {
      ids.append(query.id)
      for account in query.accounts { hits[account, default: 0] += 1 }
      if let first = query.startDate ?? query.endDate {
        if let days = CalendarDays.range(first, query.endDate) {
          ranges.insert(days)
        } else {
          others.formUnion([query.startDate, query.endDate].compactMap(\.self))
        }
      }
      if status == nil { status = failure?.status }
    }

    func cause(code: String?, message: String) -> FailureCause {
      let accounts = hits.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      let dates = Set(ranges.joined()).sorted().map(CalendarDays.text) + others.sorted()
      return FailureCause(
        code: code, message: message, retry: RetryAdvice(code: code, status: status),
        accounts: accounts, dates: dates, queryIDs: ids)
    }
  }
}
