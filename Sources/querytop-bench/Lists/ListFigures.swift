import DashboardUI
import FoundationEssentials
import QueryCore
import TextCanvas

/// How long the dashboard takes from a key that sorts or filters to the picture, without a terminal.
struct ListFigures {
  /// Queries that have failed.
  private(set) var failed = 0
  /// Milliseconds, the median of a few, for each press of `s`.
  private(set) var sorts: [(String, Double?)] = []
  /// Milliseconds for the last key of each filter.
  private(set) var filters: [(String, Double?)] = []

  private static let rounds = 7

  /// One of each kind; the last two would make a matcher that goes back and tries again hang.
  private static let texts = [
    "timeout", "state:failed", "!state:failed", "account:act_94*8372", "date:2026-03..2026-05",
    "dur>30s rows>1k", "code:/^query_.*(able|out)$/", "/(a*)*(b|c)+d/",
    "state:failed code:QUERY_* !timeout date:02-14",
  ]

  init(queries: Int) throws {
    let start = Date(timeIntervalSince1970: 1_791_031_080)
    let rows = Self.rows(queries, start)
    failed = rows.count { $0.state == .failed }
    let target = try Target(parsing: "supermetrics:batch/qrb_bench")
    var snapshot = TargetSnapshot(target: target, state: .running)
    snapshot.observedAt = start
    snapshot.detail = .batch(
      BatchDetail(
        progress: BatchProgress(queued: 0, running: 0, succeeded: queries - failed, failed: failed),
        queries: rows))
    var state = Dashboard(
      targets: [target], size: Size(columns: 120, rows: 40), now: start)
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [snapshot], pace: .seconds(1))))
    for name in ["id", "account", "dates", "took", "rows", "error", "state"] {
      let before = state
      sorts.append((name, Self.median { Self.milliseconds(of: "s", from: before) }))
      _ = state.apply(.keyPressed(.character("s")))
    }
    for text in Self.texts {
      var typed = state
      _ = typed.apply(.keyPressed(.character("/")))
      for character in text.dropLast() { _ = typed.apply(.keyPressed(.character(character))) }
      let before = typed
      let last = text.last ?? " "
      filters.append((text, Self.median { Self.milliseconds(of: last, from: before) }))
    }
  }

  /// Accounts × days with a few kinds of failure, one query in eleven failed.
  private static func rows(_ count: Int, _ start: Date) -> BatchRows {
    BatchRows(
      (0..<count).map { index in
        let day = index / 40 % 28 + 1
        let date = "2026-\(two(index / 40 / 28 % 12 + 1))-\(two(day))"
        var query = BatchQuery(
          id: "qrb_bench_query_\(index + 1)", state: .succeeded,
          startedAt: start.addingTimeInterval(Double(index) / 10),
          endedAt: start.addingTimeInterval(Double(index) / 10 + Double(index % 97)),
          accounts: ["act_94\(100_000 + index % 40)8372"], startDate: date, endDate: date,
          resultRows: index * 37 % 9_000)
        if index % 11 == 3 {
          query.state = .failed
          query.resultRows = nil
          query.failure = QueryFailure(
            code: "QUERY_KIND_\(index % 14)", message: "No answer for reference \(index) in time",
            description:
              "The data source did not answer within \(index % 90) seconds; try again later.")
        }
        return query
      })
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func milliseconds(of key: Character, from state: Dashboard) -> Double {
    var state = state
    let spent = ContinuousClock().measure {
      _ = state.apply(.keyPressed(.character(key)))
      _ = state.frame()
    }
    return spent / .milliseconds(1)
  }

  private static func median(_ measure: () -> Double) -> Double? {
    (0..<rounds).map { _ in measure() }.median
  }
}
