package import Foundation
package import QueryCore

/// A batch of accounts × days frozen at one moment: what the screens are drawn from in tests.
package struct SampleBatch {
  package static let target = sampleTarget("supermetrics:batch/qrb_3feb5ff5c71e")
  /// 2026-10-03 12:38:00 UTC.
  package static let start = Date(timeIntervalSince1970: 1_791_031_080)
  package static let now = start.addingTimeInterval(72)

  package var accounts = 40
  package var days = 20
  /// Queries started so far; the last 48 of them run, the rest have ended.
  package var started = 549
  package var width = 48

  package init(accounts: Int = 40, days: Int = 20, started: Int = 549) {
    self.accounts = accounts
    self.days = days
    self.started = started
  }

  package var total: Int { accounts * days }

  package var queries: BatchRows {
    BatchRows((0..<total).map(query))
  }

  private func query(_ index: Int) -> BatchQuery {
    let (account, day) = (index / days, index % days)
    var query = BatchQuery(
      id: "\(Self.target.id)_query_\(index + 1)", state: .waiting,
      accounts: ["\(100 + account)-\(200 + account * 7)-\(3000 + account * 13)"],
      startDate: Self.date(day), endDate: Self.date(day))
    guard index < started else { return query }
    let began = Self.start.addingTimeInterval(Double(index) * 72 / Double(max(1, started)))
    query.startedAt = began
    guard index < started - width else {
      query.state = .running
      return query
    }
    query.endedAt = began.addingTimeInterval(3 + Double(index % 7))
    query.state = .succeeded
    query.resultRows = 120 + index * 37 % 9000
    if account == 3 || account == 11 {
      query.fail("QUERY_ACCOUNT_UNAVAILABLE", "No permission to use account \(query.accounts[0])")
    } else if day == 7, account < 12 {
      query.fail("QUERY_DATA_SOURCE_TIMEOUT", "The data source did not answer within 60 seconds")
    } else if index == 77 {
      query.fail("INTERNAL_SERVER_ERROR", "An unexpected error occurred.")
    }
    return query
  }

  private static func date(_ day: Int) -> String {
    "2026-09-\(day + 11)"
  }

  /// The target as the monitor would publish it.
  package var snapshot: TargetSnapshot {
    let queries = queries
    func count(_ state: QueryState) -> Int { queries.count { $0.state == state } }
    let progress = BatchProgress(
      queued: count(.waiting), running: count(.running), succeeded: count(.succeeded),
      failed: count(.failed))
    var history = Series<ProgressSample>()
    var workflow = Series<WorkflowQueue>()
    for second in 0...72 {
      let at = Self.start.addingTimeInterval(Double(second))
      let ended = queries.filter { ($0.endedAt ?? .distantFuture) <= at }
      let failed = ended.count { $0.state == .failed }
      history.append(
        ProgressSample(
          at: at,
          progress: BatchProgress(
            queued: total - ended.count - 48, running: 48, succeeded: ended.count - failed,
            failed: failed)))
      if second % 5 == 2 {
        let wave = 60 + 50 * sin(Double(second) / 11)
        workflow.append(
          WorkflowQueue(scheduled: Int(wave), running: 20 + second % 9, sampledAt: at))
      }
    }
    var snapshot = TargetSnapshot(
      target: Self.target,
      places: SourcePlaces(key: "SUPERMETRICS_API_KEY", base: "SUPERMETRICS_BASE_URL"),
      state: .running)
    snapshot.providerStatus = "RUNNING"
    snapshot.detail = .batch(
      BatchDetail(progress: progress, queries: queries, history: history, workflow: workflow))
    snapshot.startedAt = Self.start
    snapshot.observedAt = Self.now
    snapshot.nextPollAfter = .seconds(1)
    return snapshot
  }

  package var monitor: MonitorSnapshot {
    MonitorSnapshot(
      targets: [snapshot],
      budgets: ["supermetrics": RequestBudget(limit: 5000, remaining: 4812)], pace: .seconds(1))
  }
}

extension BatchQuery {
  fileprivate mutating func fail(_ code: String, _ message: String) {
    state = .failed
    resultRows = nil
    failure = QueryFailure(code: code, message: message, description: nil, status: 500)
  }
}

/// A target known to be well formed.
package func sampleTarget(_ text: String) -> Target {
  do {
    return try Target(parsing: text)
  } catch {
    fatalError("\(error)")
  }
}
