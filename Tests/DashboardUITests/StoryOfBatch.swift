import Foundation
import QueryCore
import TestSupport

@testable import DashboardUI

/// A batch that runs for some minutes, as its answers told of it.
struct StoryOfBatch {
  static let start = SampleBatch.start
  static let count = 240
  /// When every query has ended.
  static let end = 150

  private(set) var snapshot: TargetSnapshot
  private var history = Series<ProgressSample>()
  private var workflow = Series<WorkflowQueue>()

  init(_ target: Target = SampleBatch.target) {
    snapshot = TargetSnapshot(target: target, state: .running)
    snapshot.startedAt = Self.start
  }

  /// An answer comes.
  mutating func poll(at second: Int) {
    let now = Self.start.addingTimeInterval(Double(second))
    let queries = (0..<Self.count).map { query($0, at: Double(second)) }
    func count(_ state: QueryState) -> Int { queries.count { $0.state == state } }
    let progress = BatchProgress(
      queued: count(.waiting), running: count(.running), succeeded: count(.succeeded),
      failed: count(.failed))
    history.append(ProgressSample(at: now, progress: progress))
    workflow.append(
      WorkflowQueue(scheduled: max(0, 130 - second), running: 8 + second % 5, sampledAt: now))
    snapshot.detail = .batch(
      BatchDetail(
        progress: progress, queries: BatchRows(queries), history: history, workflow: workflow))
    snapshot.observedAt = now
    snapshot.nextPollAfter = .seconds(2 + second % 3)
    if second >= Self.end {
      snapshot.state = .failed
      snapshot.endedAt = Self.start.addingTimeInterval(Double(Self.end))
    }
  }

  private func query(_ index: Int, at second: Double) -> BatchQuery {
    var query = BatchQuery(
      id: "query_\(index + 1)", state: .waiting, accounts: ["acct-\(100 + index / 20)"],
      startDate: "2026-09-\(index % 20 + 10)", endDate: "2026-09-\(index % 20 + 10)")
    let began = Double(index) * 0.55
    let ended = began + 3 + Double(index % 13)
    guard second >= began else { return query }
    query.startedAt = Self.start.addingTimeInterval(began)
    query.state = .running
    guard second >= ended else { return query }
    query.endedAt = Self.start.addingTimeInterval(ended)
    query.state = .succeeded
    query.resultRows = index * 37 % 9000
    if index % 11 == 5 {
      query.state = .failed
      query.resultRows = nil
      query.failure = QueryFailure(
        code: index % 2 == 0 ? "QUOTA_EXHAUSTED" : "QUERY_ACCOUNT_UNAVAILABLE", message: "No.")
    }
    return query
  }

  /// Whether an answer comes in a second: every two seconds, once for more than a minute none.
  static func isPolled(_ second: Int) -> Bool {
    second <= end + 1 && (second < 40 || second >= 104) && second.isMultiple(of: 2)
  }
}
