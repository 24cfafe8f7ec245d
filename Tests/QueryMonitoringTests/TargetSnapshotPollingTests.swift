import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
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
    snapshot.apply(batch(1), at: early)
    snapshot.apply(batch(2), at: late)
    #expect(snapshot.detail.batch?.history.elements.map(\.progress.succeeded) == [1, 2])
  }

  @Test func `a problem keeps the state and dates from the first of its run`() {
    var snapshot = TargetSnapshot(target: target)
    snapshot.apply(batch(1), at: early)
    snapshot.record(.timedOut, at: late)
    snapshot.record(.unreachable("x"), at: .distantFuture)
    #expect(snapshot.state == .running)
    #expect(snapshot.problem == .unreachable("x"))
    #expect(snapshot.staleSince == late)
    #expect(snapshot.observedAt == early)
  }

  @Test func `a good answer clears the problem`() {
    var snapshot = TargetSnapshot(target: target)
    snapshot.record(.timedOut, at: early)
    snapshot.apply(batch(1), at: late)
    #expect(snapshot.problem == nil && snapshot.staleSince == nil)
  }

  private func taking(_ answers: PollAnswer...) -> TargetSnapshot {
    var snapshot = TargetSnapshot(target: target)
    for (index, answer) in answers.enumerated() {
      snapshot.apply(answer, at: early.addingTimeInterval(100 * Double(index)))
    }
    return snapshot
  }

  @Test func `a start nobody saw or told is not made up`() {
    let snapshot = taking(PollAnswer(state: .running), PollAnswer(state: .running))
    #expect(snapshot.startedAt == nil)
  }

  @Test(arguments: [QueryState.running, .succeeded, .failed])
  func `without a server's time the start is when the wait was seen to be over`(state: QueryState) {
    let snapshot = taking(
      PollAnswer(state: .waiting), PollAnswer(state: state), PollAnswer(state: state))
    #expect(snapshot.startedAt == late)
  }

  @Test func `an end nobody saw or told is not made up`() {
    let snapshot = taking(PollAnswer(state: .succeeded))
    #expect(snapshot.startedAt == nil && snapshot.endedAt == nil)
  }

  @Test func `without a server's time the end is when it was first seen to have ended`() {
    let snapshot = taking(PollAnswer(state: .running), PollAnswer(state: .succeeded))
    #expect(snapshot.startedAt == nil && snapshot.endedAt == late)
  }

  @Test func `a server's times are better than what was seen`() {
    let told = Date(timeIntervalSince1970: 50)
    let snapshot = taking(
      PollAnswer(state: .waiting), PollAnswer(state: .succeeded, startedAt: told, endedAt: told))
    #expect(snapshot.startedAt == told && snapshot.endedAt == told)
  }

  @Test func `times known before the first answer are kept`() {
    var snapshot = TargetSnapshot(target: target, state: .failed)
    snapshot.startedAt = early
    snapshot.endedAt = early
    snapshot.apply(PollAnswer(state: .failed), at: late)
    #expect(snapshot.startedAt == early && snapshot.endedAt == early)
  }
}
