import FoundationEssentials
import QueryCore

/// A batch of 40 accounts by 250 days, 900 of its queries failed of 14 causes: one account on every day, the rest scattered.
enum FailedBatch {
  static let accounts = 40
  static let days = 250
  static let failures = 900
  static let causes = 14

  /// 2026-01-01.
  private static let firstDay = 20_454
  private static let start = Date(timeIntervalSince1970: 1_795_600_000)

  static func queries() -> [BatchQuery] {
    var random = SplitMix64(seed: 7)
    let bad = 7
    var causeOf = [Int?](repeating: nil, count: accounts * days)
    for day in 0..<days { causeOf[bad * days + day] = 0 }
    var failed = days
    while failed < failures {
      let place = Int.random(in: causeOf.indices, using: &random)
      guard causeOf[place] == nil else { continue }
      causeOf[place] = 1 + failed % (causes - 1)
      failed += 1
    }
    return causeOf.enumerated().map { index, cause in query(index, cause: cause) }
  }

  private static func query(_ index: Int, cause: Int?) -> BatchQuery {
    let account = "act_\(9_406_548_000 + index / days * 37)"
    let day = CalendarDays.text(firstDay + index % days)
    let ended = start.addingTimeInterval(Double(index) / 10)
    return BatchQuery(
      id: "qrb_3feb5ff5c71e_query_\(index + 1)", state: cause == nil ? .succeeded : .failed,
      startedAt: ended.addingTimeInterval(-3), endedAt: ended, accounts: [account], startDate: day,
      endDate: day,
      failure: cause.map {
        QueryFailure(
          code: "CODE_\($0)", message: "Account \(account) failed on \(day) (reference \(index))",
          status: 500, requestID: "GyXKKPKkFwN4TJVGX_UKOYMFyRlf\(index)")
      },
      resultRows: cause == nil ? 100 + index % 900 : nil)
  }

  /// The ended batch with these rows.
  static func snapshot(_ rows: BatchRows) throws -> TargetSnapshot {
    var snapshot = TargetSnapshot(
      target: try Target(parsing: "bench:batch/qrb_3feb5ff5c71e"), state: .failed)
    snapshot.detail = .batch(
      BatchDetail(
        progress: BatchProgress(
          queued: 0, running: 0, succeeded: rows.count - failures, failed: failures),
        queries: rows))
    snapshot.observedAt = start.addingTimeInterval(2000)
    return snapshot
  }
}
