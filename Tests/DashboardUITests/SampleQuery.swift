import Foundation
import QueryCore
import TestSupport
import TextCanvas

@testable import DashboardUI

/// Queries and jobs watched by themselves, frozen at one moment.
enum SampleQuery {
  static let target = sampleTarget("supermetrics:query/abc123")
  static let answer = #"""
    {"meta":{"request_id":"GyXKKPKkFwN4TJVGX_UKOYMFyRlfV0Sl","schedule_id":"abc123","status_code":"RUNNING","result":{"total_columns":3,"total_rows":null,"run_seconds":12.50},"workflow":{"scheduled":45,"running":10}},"data":[],"note":"Ü 1e3 \u00e9"}
    """#

  /// One that runs: parts done, the queue, seen from the wait on.
  static var running: TargetSnapshot {
    var snapshot = TargetSnapshot(target: target, state: .running)
    snapshot.providerStatus = "RUNNING"
    snapshot.startedAt = SampleBatch.start.addingTimeInterval(35)
    snapshot.observedAt = SampleBatch.now
    snapshot.nextPollAfter = .seconds(1)
    snapshot.requestID = "GyXKKPKkFwN4TJVGX_UKOYMFyRlfV0Sl"
    var detail = QueryDetail(
      partsReady: 18, partsTotal: 24, rawAnswer: answer, answerBytes: answer.utf8.count,
      answerStatus: 200)
    for second in stride(from: 0, through: 72, by: 4) {
      let at = SampleBatch.start.addingTimeInterval(Double(second))
      detail.workflow.append(
        WorkflowQueue(scheduled: 45 + second % 13, running: 10 + second % 3, sampledAt: at))
      let done = min(18, second / 4)
      detail.history.append(
        ProgressSample(
          at: at, progress: BatchProgress(queued: 24 - done, running: 0, succeeded: done, failed: 0)
        ))
    }
    snapshot.detail = .query(detail)
    snapshot.observe(.waiting, at: SampleBatch.start)
    snapshot.observe(.running, at: SampleBatch.start.addingTimeInterval(35))
    return snapshot
  }

  /// One that failed, with all that a provider can say of it.
  static var failed: TargetSnapshot {
    var snapshot = running
    snapshot.state = .failed
    snapshot.providerStatus = "FAILED"
    snapshot.endedAt = SampleBatch.now
    snapshot.nextPollAfter = nil
    snapshot.observe(.failed, at: SampleBatch.now)
    snapshot.failure = QueryFailure(
      code: "QUERY_ACCOUNT_UNAVAILABLE",
      message: "Account act_9406548372 is not available (reference 6573681).",
      description:
        "The account was removed from the data source, or the connection has lost its access to it. Renew the connection, or choose other accounts.",
      status: 500, requestID: "GyXKKPKkFwN4TJVGX_UKOYMFyRlfV0Sl")
    return snapshot
  }

  /// A job that succeeded, its rows kept for a while.
  static var succeeded: TargetSnapshot {
    var snapshot = TargetSnapshot(target: sampleTarget("toolkit:job/job_1"), state: .succeeded)
    snapshot.providerStatus = "completed"
    snapshot.startedAt = SampleBatch.start
    snapshot.endedAt = SampleBatch.now
    snapshot.observedAt = SampleBatch.now
    snapshot.detail = .query(
      QueryDetail(
        resultRows: 1204, resultColumns: ["date", "account", "campaign", "clicks", "cost"],
        percent: 100, expiresAt: SampleBatch.now.addingTimeInterval(2520), rawAnswer: "{}"))
    snapshot.observe(.running, at: SampleBatch.start)
    snapshot.observe(.succeeded, at: SampleBatch.now)
    return snapshot
  }

  static func dashboard(
    _ snapshots: TargetSnapshot..., columns: Int = 80, rows: Int = 24,
    glyphs: GlyphSet = .unicode
  ) -> Dashboard {
    var state = Dashboard(
      targets: snapshots.map(\.target), size: Size(columns: columns, rows: rows),
      now: SampleBatch.now, options: DisplayOptions(glyphs: glyphs))
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: snapshots)))
    return state
  }

  /// The same with another last answer.
  static func answering(_ text: String, bytes: Int? = nil) -> TargetSnapshot {
    var snapshot = running
    snapshot.detail = .query(
      QueryDetail(rawAnswer: text, answerBytes: bytes ?? text.utf8.count, answerStatus: 200))
    return snapshot
  }
}

extension Dashboard {
  /// The whole screen as text.
  var text: String { frame().lines.joined(separator: "\n") }
}
