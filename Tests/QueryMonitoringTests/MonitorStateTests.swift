import FoundationEssentials
import QueryCore
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

@testable import QueryMonitoring

struct MonitorStateTests {
  private let target: Target
  private let slot: PollSlot
  private var state: MonitorState
  private let moment = Date(timeIntervalSince1970: 100)

  init() throws {
    target = try Target(parsing: "supermetrics:query/q1")
    slot = .watched(target)
    state = MonitorState(targets: [target], pace: .seconds(1))
  }

  /// Applies an outcome to the watched target.
  ///
  /// - Parameter number: its ticket's.
  /// - Returns: whether the version has risen.
  private mutating func apply(
    _ outcome: PollOutcome, number: Int, rest: Duration? = nil, at moment: Date
  ) -> Bool {
    let version = state.snapshot.version
    state.apply(outcome, in: slot, number: number, rest: rest, at: moment)
    return state.snapshot.version > version
  }

  private func outcome(_ state: QueryState) -> PollOutcome {
    PollOutcome(.success(PollAnswer(state: state)))
  }

  @Test mutating func `a late answer never overwrites a newer one`() {
    #expect(apply(outcome(.running), number: 2, at: moment))
    #expect(!apply(outcome(.waiting), number: 1, at: moment))
    #expect(state.known(slot)?.state == .running)
  }

  @Test mutating func `a state that has ended never goes back`() {
    #expect(apply(outcome(.succeeded), number: 1, at: moment))
    #expect(!apply(outcome(.running), number: 2, at: moment))
    #expect(state.known(slot)?.state == .succeeded)
  }

  @Test mutating func `a late refusal leaves a fresh answer fresh`() {
    _ = apply(outcome(.running), number: 2, at: moment)
    #expect(!apply(PollOutcome(.failure(.timedOut)), number: 1, at: moment))
    #expect(state.known(slot)?.problem == nil)
  }

  @Test mutating func `the same problem again is no news`() {
    let failure = PollOutcome(.failure(.timedOut))
    #expect(apply(failure, number: 1, at: moment))
    #expect(!apply(failure, number: 2, at: moment.addingTimeInterval(1)))
  }

  @Test mutating func `the same problem again is news when the rest has grown`() {
    let failure = PollOutcome(.failure(.timedOut))
    _ = apply(failure, number: 1, rest: .seconds(2), at: moment)
    #expect(apply(failure, number: 2, rest: .seconds(4), at: moment))
    #expect(state.known(slot)?.nextPollAfter == .seconds(4))
  }

  @Test mutating func `an equal answer is news: it is younger`() {
    #expect(apply(outcome(.running), number: 1, at: moment))
    let later = moment.addingTimeInterval(1)
    #expect(apply(outcome(.running), number: 2, at: later))
    #expect(state.known(slot)?.observedAt == later)
  }

  @Test mutating func `a budget is news once`() {
    let budget = RequestBudget(limit: 10, remaining: 3)
    for _ in 0..<2 {
      state.setBudget(budget, of: "supermetrics")
      #expect(state.snapshot.version == 1)
    }
    #expect(state.snapshot.budgets == ["supermetrics": budget])
  }

  @Test mutating func `a problem of the source is one of every living target`() {
    state.recordForAll(.timedOut, of: ["supermetrics"], rest: .seconds(9), at: moment)
    #expect(state.snapshot.version == 1)
    #expect(state.known(slot)?.problem == .timedOut)
    #expect(state.known(slot)?.staleSince == moment)
  }

  @Test func `a child whose id may not enter a URL is not asked`() throws {
    let batch = try Target(parsing: "supermetrics:batch/b")
    var state = MonitorState(targets: [batch], pace: .seconds(1))
    let rows: BatchRows = [BatchQuery(id: "../../x?y=", state: .running)]
    let progress = BatchProgress(queued: 0, running: 1, succeeded: 0, failed: 0)
    let answer = PollAnswer(
      state: .running, detail: .batch(BatchDetail(progress: progress, queries: rows)))
    state.apply(PollOutcome(.success(answer)), in: .watched(batch), number: 1, at: moment)
    let sampling = WorkflowSampling(of: .batch, by: .query)
    #expect(state.sampleChild(of: batch, sampling) == nil)
  }

  // MARK: Changes of state

  private func batch(_ states: [QueryState], _ state: QueryState = .running) -> PollOutcome {
    let rows = states.enumerated().map { place, state in
      BatchQuery(
        id: "q\(place)", state: state, failure: state == .failed ? QueryFailure(code: "X") : nil)
    }
    let progress = BatchProgress(queued: 0, running: rows.count, succeeded: 0, failed: 0)
    return PollOutcome(
      .success(
        PollAnswer(
          state: state, detail: .batch(BatchDetail(progress: progress, queries: BatchRows(rows))),
          requestID: "r")))
  }

  @Test mutating func `a change says from what to what, when, and by which answer`() throws {
    state.isObserved = true
    for (number, word) in [QueryState.waiting, .waiting, .failed].enumerated() {
      let answer = PollAnswer(
        state: word, failure: word == .failed ? QueryFailure(code: "X") : nil, requestID: "r",
        endedAt: word == .failed ? moment : nil)
      state.apply(PollOutcome(.success(answer)), in: slot, number: number + 1, at: moment)
    }
    let first = StateChange(1, of: target, from: nil, to: .waiting, observedAt: moment)
    let last = StateChange(
      2, of: target, from: .waiting, to: .failed, observedAt: moment, providerAt: moment)
    #expect(
      state.changes == [
        first.caused(by: nil, requestID: "r"),
        last.caused(by: QueryFailure(code: "X"), requestID: "r"),
      ])
  }

  @Test func `of a batch's queries those are told that changed since the answer before`() throws {
    let target = try Target(parsing: "s:batch/b")
    var state = MonitorState(targets: [target], pace: .seconds(1))
    state.isObserved = true
    let answers = [
      batch([.waiting, .running]), batch([.waiting, .failed]),
      batch([.running, .failed, .waiting]),
    ]
    for (number, answer) in answers.enumerated() {
      state.apply(answer, in: .watched(target), number: number + 1, at: moment)
    }
    let told = state.changes.map { "\($0.child ?? "-") \($0.from?.word ?? "-") \($0.to.word)" }
    #expect(
      told == ["- - running", "q1 running failed", "q0 waiting running", "q2 - waiting"])
    #expect(state.changes.map(\.sequence) == [1, 2, 3, 4])
  }

  @Test mutating func `nothing is kept where nobody observes`() {
    _ = apply(outcome(.running), number: 1, at: moment)
    #expect(state.changes.isEmpty)
  }

  @Test mutating func `a query is followed until the last one lets it go`() throws {
    let query = try Target(parsing: "supermetrics:query/c")
    let begun = [state.follow(query), state.follow(query)]
    let ended = [state.unfollow(query), state.unfollow(query), state.unfollow(query)]
    #expect(begun == [true, false] && ended == [false, true, false])
    #expect(state.snapshot.followed.isEmpty)
  }
}
