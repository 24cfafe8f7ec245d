import FoundationEssentials
import QueryCore
import QueryPolling
import Testing

struct TargetSnapshotPollingTests {
  private let target: Target
  private let early = Date(timeIntervalSince1970: 100)
  private let late = Date(timeIntervalSince1970: 200)

  init() throws {
    target = try Target(parsing: "supermetrics:batch/b")
  }

  private func batch(_ succeeded: Int, state: QueryState = .running) -> PollAnswer {
    let progress = BatchProgress(queued: 0, running: 9 - succeeded, succeeded: succeeded, failed: 0)
    return PollAnswer(state: state, detail: .batch(BatchDetail(progress: progress, queries: [])))
  }

  @Test func `each good answer adds one sample to the history`() {
    var snapshot = TargetSnapshot(target: target)
    snapshot.take(batch(1), at: early)
    snapshot.take(batch(2), at: late)
    #expect(snapshot.detail.batch?.history.elements.map(\.progress.succeeded) == [1, 2])
  }

  @Test func `a problem keeps the state and dates from the first of its run`() {
    var snapshot = TargetSnapshot(target: target)
    snapshot.take(batch(1), at: early)
    snapshot.note(.timedOut, at: late)
    snapshot.note(.unreachable("x"), at: .distantFuture)
    #expect(snapshot.state == .running)
    #expect(snapshot.problem == .unreachable("x"))
    #expect(snapshot.staleSince == late)
    #expect(snapshot.observedAt == early)
  }

  @Test func `a good answer clears the problem`() {
    var snapshot = TargetSnapshot(target: target)
    snapshot.note(.timedOut, at: early)
    snapshot.take(batch(1), at: late)
    #expect(snapshot.problem == nil && snapshot.staleSince == nil)
  }

  @Test func `without a server's time the first good answer is the start, the last the end`() {
    var snapshot = TargetSnapshot(target: target)
    snapshot.take(batch(1), at: early)
    snapshot.take(batch(9, state: .succeeded), at: late)
    #expect(snapshot.startedAt == early)
    #expect(snapshot.endedAt == late)
  }
}
