import Foundation
import QueryCore
import Testing

/// A batch whose failures follow a known rule, drawn anew for each seed.
struct Constellation: Sendable, CustomTestStringConvertible {
  let name: String
  let make: @Sendable (inout DrawnBatch) -> [FailurePattern]

  init(_ name: String, _ make: @escaping @Sendable (inout DrawnBatch) -> [FailurePattern]) {
    self.name = name
    self.make = make
  }

  var testDescription: String { name }
}

/// The queries of a constellation in the making.
struct DrawnBatch {
  /// One query to be.
  struct Row {
    var accounts: [String]
    var days: ClosedRange<Int>?
    var code: String?
    var ended: Double
    var isRunning = false
  }

  static let accessCode = "QUERY_ACCOUNT_UNAVAILABLE"
  static let timeoutCode = "DATA_SOURCE_TIMEOUT"
  static let quotaCode = "LICENSE_DAILY_QUERY_LIMIT_EXCEEDED"
  static let strayCodes = [
    "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "FIELD_INVALID", "ROWS_LOST", timeoutCode,
  ]
  /// 2026-11-02, a Monday.
  static let firstDay = 20_759
  static let start = Date(timeIntervalSince1970: 1_795_645_800)

  var random: SplitMix64
  var rows: [Row] = []
  /// Failures that the counters know and no row tells of.
  var unnamed = 0
  /// Seconds from the batch's start to the answer.
  var second = 1000.0

  init(seed: UInt64) { random = SplitMix64(story: seed) }

  /// Accounts by days, account after account, one a tenth of a second with some disorder.
  mutating func fill(accounts: Int, days: Int, length: Int = 1, dayByDay: Bool = false) {
    for index in 0..<(accounts * days) {
      let account = dayByDay ? index % accounts : index / days
      let first = Self.firstDay + (dayByDay ? index / accounts : index % days) * length
      rows.append(
        Row(
          accounts: [Self.account(account)], days: first...(first + length - 1), code: nil,
          ended: Double(index) / 10 + random.unit()))
    }
  }

  static func account(_ index: Int) -> String { "act_\(9_406_548_000 + index * 37)" }

  mutating func pick(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  /// Lets each query fail with a probability, of any cause.
  mutating func stray(_ rate: Double, where isHit: (Row) -> Bool = { _ in true }) {
    for index in rows.indices where isHit(rows[index]) && random.unit() < rate {
      rows[index].code = Self.strayCodes[pick(0..<Self.strayCodes.count)]
    }
  }

  mutating func fail(_ code: String, where isHit: (Row) -> Bool) {
    for index in rows.indices where isHit(rows[index]) { rows[index].code = code }
  }

  mutating func succeed(where isHit: (Row) -> Bool) {
    for index in rows.indices where isHit(rows[index]) { rows[index].code = nil }
  }

  var queries: BatchRows {
    BatchRows(
      rows.enumerated().map { index, row in
        var query = BatchQuery(
          id: "qrb_drawn_query_\(index + 1)", state: row.code == nil ? .succeeded : .failed,
          startedAt: Self.start.addingTimeInterval(row.ended - 1),
          endedAt: Self.start.addingTimeInterval(row.ended), accounts: row.accounts,
          startDate: row.days.map { CalendarDays.text($0.lowerBound) },
          endDate: row.days.map { CalendarDays.text($0.upperBound) })
        if row.isRunning {
          query.state = .running
          query.endedAt = nil
        } else if let code = row.code {
          query.failure = QueryFailure(
            code: code, message: "\(code.lowercased()) of \(row.accounts.first ?? "no account")")
        }
        return query
      })
  }

  var snapshot: TargetSnapshot {
    let queries = queries
    let isRunning = rows.contains(where: \.isRunning)
    func count(_ state: QueryState) -> Int {
      queries.indices.count { queries.state(at: $0) == state }
    }
    var snapshot = TargetSnapshot(
      target: drawnTarget,
      state: isRunning ? .running : rows.contains { $0.code != nil } ? .failed : .succeeded)
    snapshot.detail = .batch(
      BatchDetail(
        progress: BatchProgress(
          queued: 0, running: count(.running), succeeded: count(.succeeded) - unnamed,
          failed: count(.failed) + unnamed),
        queries: queries))
    snapshot.observedAt = Self.start.addingTimeInterval(second)
    return snapshot
  }

  func verdict(naming named: FailurePattern? = nil, after before: Verdict? = nil) -> Verdict? {
    let snapshot = snapshot
    return .make(of: snapshot, FailureTally(snapshot.rows), naming: named, after: before)
  }
}

private let drawnTarget: Target = {
  do { return try Target(parsing: "prod:batch/qrb_drawn") } catch { fatalError("\(error)") }
}()
