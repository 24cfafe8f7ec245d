import FoundationEssentials
import QueryCore
import TestSupport
import Testing

@testable import QueryPolling

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

  private let numbers = Gauge()

  /// The next ticket.
  private func ticket(_ other: PollSlot? = nil) -> PollTicket {
    numbers.add(1)
    return PollTicket(slot: other ?? slot, number: numbers.value)
  }

  private func outcome(_ state: QueryState) -> PollOutcome {
    PollOutcome(.success(PollAnswer(state: state)))
  }

  @Test mutating func `a late answer never overwrites a newer one`() {
    let older = ticket()
    let newer = ticket()
    let isNews1 = state.apply(outcome(.running), newer, at: moment)
    #expect(isNews1)
    let isNews2 = state.apply(outcome(.waiting), older, at: moment)
    #expect(!isNews2)
    #expect(state.known(slot)?.state == .running)
  }

  @Test mutating func `a state that has ended never goes back`() {
    let first = ticket()
    let second = ticket()
    let isNews3 = state.apply(outcome(.succeeded), first, at: moment)
    #expect(isNews3)
    let isNews4 = state.apply(outcome(.running), second, at: moment)
    #expect(!isNews4)
    #expect(state.known(slot)?.state == .succeeded)
  }

  @Test mutating func `a late refusal leaves a fresh answer fresh`() {
    let older = ticket()
    let newer = ticket()
    _ = state.apply(outcome(.running), newer, at: moment)
    let isNews5 = state.apply(PollOutcome(.failure(.timedOut)), older, at: moment)
    #expect(!isNews5)
    #expect(state.known(slot)?.problem == nil)
  }

  @Test mutating func `the same problem again is no news`() {
    let failure = PollOutcome(.failure(.timedOut))
    let isNews6 = state.apply(failure, ticket(), at: moment)
    #expect(isNews6)
    let isNews7 = state.apply(failure, ticket(), at: moment.addingTimeInterval(1))
    #expect(!isNews7)
  }

  @Test mutating func `the same problem again is news when the rest has grown`() {
    let failure = PollOutcome(.failure(.timedOut))
    _ = state.apply(failure, ticket(), rest: .seconds(2), at: moment)
    let isNews = state.apply(failure, ticket(), rest: .seconds(4), at: moment)
    #expect(isNews)
    #expect(state.known(slot)?.nextPollAfter == .seconds(4))
  }

  @Test mutating func `an equal answer is news: it is younger`() {
    let isNews8 = state.apply(outcome(.running), ticket(), at: moment)
    #expect(isNews8)
    let later = moment.addingTimeInterval(1)
    let isNews9 = state.apply(outcome(.running), ticket(), at: later)
    #expect(isNews9)
    #expect(state.known(slot)?.observedAt == later)
  }

  @Test mutating func `the budget is taken from refusals too`() {
    let budget = RequestBudget(limit: 10, remaining: 3)
    let isNews = state.applyBudget(
      PollOutcome(.failure(.timedOut), budget: budget), of: "supermetrics")
    #expect(isNews)
    #expect(state.snapshot.budgets == ["supermetrics": budget])
  }

  @Test mutating func `a problem of the source is one of every living target`() {
    let isNews = state.noteAll(.timedOut, of: ["supermetrics"], rest: .seconds(9), at: moment)
    #expect(isNews)
    #expect(state.known(slot)?.problem == .timedOut)
    #expect(state.known(slot)?.staleSince == moment)
  }

  @Test func `a child whose id may not enter a URL is not asked`() throws {
    let batch = try Target(parsing: "supermetrics:batch/b")
    var state = MonitorState(targets: [batch], pace: .seconds(1))
    let rows = [BatchQuery(id: "../../x?y=", state: .running)]
    let progress = BatchProgress(queued: 0, running: 1, succeeded: 0, failed: 0)
    let answer = PollAnswer(
      state: .running, detail: .batch(BatchDetail(progress: progress, queries: rows)))
    _ = state.apply(
      PollOutcome(.success(answer)), ticket(.watched(batch)), at: moment)
    #expect(state.sampleChild(of: batch) == nil)
  }
}
