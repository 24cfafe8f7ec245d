import DashboardUI
import FoundationEssentials
import QueryCore
import TextCanvas

/// The batch whose matrix is weighed: 40 accounts × 250 days, 901 failures of 14 causes.
enum MatrixBatch {
  private static let accounts = 40
  private static let days = 250

  static func rows() -> BatchRows {
    let first = CalendarDays.number("2026-01-01") ?? 0
    return BatchRows(
      (0..<accounts * days).map { index in
        let (account, day) = (index / days, index % days)
        // One account, ten days, and some anywhere.
        let isFailed = account == 27 || day % 25 == 9 || index % 36 == 0
        let date = CalendarDays.text(first + day)
        return BatchQuery(
          id: "qrb_bench_query_\(index + 1)", state: isFailed ? .failed : .succeeded,
          accounts: ["act_\(9_406_548_372 + account * 1_237)"], startDate: date, endDate: date,
          failure: isFailed
            ? QueryFailure(code: "CODE_\(index % 14)", message: "It failed.") : nil)
      })
  }

  /// The next answers, each of which fails another hundred queries.
  static func answers(after rows: BatchRows, _ count: Int) -> [BatchRows] {
    var rows = rows
    return (0..<count).map { round in
      for place in round * 100..<round * 100 + 100 { rows[place].state = .failed }
      return rows
    }
  }

  /// A dashboard that has seen the batch.
  static func dashboard(_ rows: BatchRows, _ size: Size) throws -> Dashboard {
    let target = try Target(parsing: "supermetrics:batch/qrb_bench")
    let failed = rows.indices.count { rows.state(at: $0) == .failed }
    var snapshot = TargetSnapshot(target: target, state: .failed)
    snapshot.detail = .batch(
      BatchDetail(
        progress: BatchProgress(
          queued: 0, running: 0, succeeded: rows.count - failed, failed: failed), queries: rows))
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    snapshot.observedAt = now
    var state = Dashboard(targets: [target], size: size, now: now)
    _ = state.apply(
      .snapshotArrived(MonitorSnapshot(targets: [snapshot], pace: .seconds(1))))
    return state
  }
}
