import FoundationEssentials
import QueryCore
import TestSupport
import TextCanvas

@testable import DashboardUI

/// Forty-six targets of four sources in every standing there is, frozen at one moment: what the targets view is drawn from.
enum SampleTargets {
  static let now = SampleBatch.now

  /// In the order they were asked for, which is not that of trouble.
  static var monitor: MonitorSnapshot {
    var targets: [TargetSnapshot] = []
    targets += (1...12).map { done($0) }
    targets += (1...4).map { running($0) }
    targets += (1...18).map { waiting($0) }
    targets += [failedQuery, failedBatch, stopped]
    targets += [
      troubled("prod:batch/qrb_typo", .notFound(QueryFailure())),
      troubled("lab:batch/qrb_a1", .unreachable("connection refused")),
      troubled("lab:query/q_a2", .unreachable("connection refused")),
      troubled("badkey:batch/qrb_mock1", refused), troubled("badkey:batch/qrb_mock2", refused),
      troubled("badkey:query/q_mock3", refused),
      troubled(
        "etl:query/248df4b7-aa70-47b8-a036-33ac447e668d", .redirected(toHost: "sso.example")),
      incomplete, stale,
    ]
    return MonitorSnapshot(
      targets: targets,
      budgets: [
        "prod": RequestBudget(limit: 5000, remaining: 4812),
        "etl": RequestBudget(limit: 100, remaining: 3),
      ])
  }

  private static let refused = PollProblem.unauthorized(
    QueryFailure(code: "API_KEY_INVALID", message: "The API key is not valid."))

  static func target(_ name: String, _ state: QueryState) -> TargetSnapshot {
    var target = TargetSnapshot(target: sampleTarget(name), state: state)
    target.observedAt = now.addingTimeInterval(-1)
    target.startedAt = SampleBatch.start
    return target
  }

  static func troubled(_ name: String, _ problem: PollProblem) -> TargetSnapshot {
    var target = TargetSnapshot(target: sampleTarget(name))
    target.problem = problem
    target.staleSince = now.addingTimeInterval(-20)
    return target
  }

  private static func done(_ number: Int) -> TargetSnapshot {
    var done = target("prod:query/q_done_\(number)", .succeeded)
    done.endedAt = now.addingTimeInterval(Double(-number * 3 % 20))
    return done
  }

  private static func running(_ number: Int) -> TargetSnapshot {
    guard number < 4 else {
      var query = target("etl:query/7a1c44d0-1f0b-4c7e-9f65-0a51b2c3d4e5", .running)
      query.detail = .query(QueryDetail(percent: 40))
      return query
    }
    var batch = target("prod:batch/qrb_3feb5ff5c7\(number)e", .running)
    let sample = SampleBatch(started: [549, 90, 20][number - 1])
    var detail = sample.snapshot.detail.batch ?? BatchDetail(progress: .none, queries: [])
    if number == 3 {
      // Nothing has come of it for a long time.
      detail.progress = BatchProgress(queued: 780, running: 20, succeeded: 0, failed: 0)
    }
    batch.detail = .batch(detail)
    return batch
  }

  private static func waiting(_ number: Int) -> TargetSnapshot {
    number > 16
      ? TargetSnapshot(target: sampleTarget("prod:query/q_new_\(number)"))
      : target("prod:query/q_wait_\(number)", .waiting)
  }

  private static var failedQuery: TargetSnapshot {
    var query = target("prod:query/q_fail", .failed)
    query.endedAt = now.addingTimeInterval(-5)
    query.failure = QueryFailure(
      code: "QUERY_ACCOUNT_UNAVAILABLE", message: "No permission to use account 103-221-3039")
    return query
  }

  private static var failedBatch: TargetSnapshot {
    let sample = SampleBatch(started: 848)
    var batch = target("prod:batch/qrb_0123456789ab", .failed)
    batch.detail = sample.snapshot.detail
    batch.endedAt = now.addingTimeInterval(-2)
    return batch
  }

  private static var stopped: TargetSnapshot {
    var query = target("prod:query/q_cancelled", .stopped)
    query.providerStatus = "CANCELLED"
    query.endedAt = now.addingTimeInterval(-9)
    return query
  }

  private static var incomplete: TargetSnapshot {
    var query = target("prod:query/q_short", .succeeded)
    query.missing = [MissingPart("rows", announced: 2500, came: 1500)]
    query.endedAt = now.addingTimeInterval(-30)
    return query
  }

  private static var stale: TargetSnapshot {
    var query = target("etl:query/0b9d6b7c-1111-4a4e-8a11-5f5f5f5f5f5f", .running)
    query.observedAt = now.addingTimeInterval(-41)
    query.staleSince = now.addingTimeInterval(-40)
    query.problem = .timedOut
    return query
  }
}

extension BatchProgress {
  fileprivate static let none = BatchProgress(queued: 0, running: 0, succeeded: 0, failed: 0)
}

extension Dashboard {
  /// A dashboard that has seen the sample targets once.
  static func watchingMany(
    _ monitor: MonitorSnapshot = SampleTargets.monitor, columns: Int = 80, rows: Int = 24,
    glyphs: GlyphSet = .unicode
  ) -> Dashboard {
    var state = Dashboard(
      targets: monitor.targets.map(\.target), size: Size(columns: columns, rows: rows),
      now: SampleTargets.now, options: DisplayOptions(glyphs: glyphs))
    _ = state.apply(.snapshotArrived(monitor))
    return state
  }

  /// The targets view, on top or under another.
  var targets: TargetsView? { stack.lazy.compactMap { $0.view as? TargetsView }.last }

  /// The target under its cursor.
  var targetUnderCursor: String? {
    guard let targets, targets.visible.ids.indices.contains(targets.list.index) else { return nil }
    return targets.visible.ids[targets.list.index]
  }
}
