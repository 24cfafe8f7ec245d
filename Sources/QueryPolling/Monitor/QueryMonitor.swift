package import FoundationEssentials
package import QueryCore
import Synchronization

/// Polls targets at a fixed pace and publishes what it learns: the part that knows time, and
/// nothing of URLs.
///
/// One request is in flight for a target, the rest comes after the answer, a failed poll never
/// changes a state, and a target that has ended is never asked again.
package final class QueryMonitor: Sendable {
  /// The wait between two samples of the licence's queue, counted in rests: a fifth more requests
  /// at the most.
  package static let samplePause = 5
  /// Seconds slept at most before a gate is looked at again: the wall clock may have been set.
  private static let longestGateSleep = 60.0

  private struct Board {
    var state: MonitorState
    var nextSubscriber = 0
    var subscribers: [Int: AsyncStream<MonitorSnapshot>.Continuation] = [:]
  }

  private let sources: [String: any QuerySource]
  private let pace: PollPace
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  private let board: Mutex<Board>
  private let wake = WakeSignal()
  private let inspection = WakeSignal()

  /// Makes a monitor that has asked nothing yet.
  ///
  /// - Parameters:
  ///   - sources: by the name that targets call them.
  ///   - pace: the rest after each good answer, at least a tenth of a second.
  ///   - clock: what rests are slept on.
  ///   - now: the wall clock, which dates the answers.
  package init(
    sources: [String: any QuerySource], targets: [Target], pace: Duration = .seconds(1),
    clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.sources = sources
    self.pace = PollPace(pace)
    self.clock = clock
    self.now = now
    board = Mutex(Board(state: MonitorState(targets: targets, pace: PollPace(pace).base)))
  }

  /// The newest snapshot.
  package var current: MonitorSnapshot { board.withLock(\.state.snapshot) }

  /// A stream that starts with the current snapshot and from then on holds the newest one alone.
  package func snapshots() -> AsyncStream<MonitorSnapshot> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = board.withLock { board in
        board.nextSubscriber += 1
        board.subscribers[board.nextSubscriber] = continuation
        continuation.yield(board.state.snapshot)
        return board.nextSubscriber
      }
      continuation.onTermination = { [self] _ in
        board.withLock { _ = $0.subscribers.removeValue(forKey: id) }
      }
    }
  }

  /// Asks every resting target at once; a throttled source still waits, and a request under way is
  /// not doubled.
  package func pollNow() {
    wake.fire()
  }

  /// Opens one query, polled like a target until it has ended; nil closes it.
  package func inspect(_ target: Target?) {
    if publish({ $0.inspect(target) }) { inspection.fire() }
  }

  /// Polls until cancelled, and is back within the time a cancelled request takes.
  @concurrent package func run() async {
    let targets = current.targets.map(\.target)
    await withDiscardingTaskGroup { group in
      for target in targets {
        group.addTask { await self.run { try await $0.follow(.watched(target)) } }
        guard target.kind == .batch else { continue }
        group.addTask { await self.run { try await $0.sampleQueue(of: target) } }
      }
      group.addTask { await self.run { try await $0.followInspection() } }
    }
  }

  /// Runs one loop to its end, or until cancelled, which is how a run ends.
  private func run(_ loop: (QueryMonitor) async throws -> Void) async {
    do { try await loop(self) } catch { /* The loops throw CancellationError alone. */  }
  }

  // MARK: Loops

  /// Polls one slot until its target has ended.
  private func follow(_ slot: PollSlot) async throws(CancellationError) {
    guard let source = sources[slot.target.source] else { return noteMissingSource(slot) }
    var failures = 0
    while true {
      try await waitAtGate(of: slot.target.source)
      let rest = try await poll(slot, source, &failures)
      guard let known = board.withLock({ $0.state.known(slot) }), !known.isSettled else { return }
      try await self.rest(rest)
    }
  }

  /// Polls once and publishes the outcome together with the rest that follows it, which it returns.
  private func poll(
    _ slot: PollSlot, _ source: any QuerySource, _ failures: inout Int
  ) async throws(CancellationError) -> Duration {
    let (ticket, known) = board.withLock { ($0.state.beginPoll(slot), $0.state.known(slot)) }
    let outcome = try await source.poll(slot.target, previous: known)
    failures = outcome.failures(after: failures)
    let moment = now()
    var rest = pace.base
    publish { state in
      let load = state.load(of: slot.target.source)
      rest = pace.rest(after: outcome, failures: failures, load: load)
      return state.apply(outcome, ticket, rest: rest, at: moment)
    }
    return rest
  }

  /// Polls the opened query, starting over whenever another one is opened.
  private func followInspection() async throws(CancellationError) {
    while true {
      let seen = inspection.generation
      guard let slot = inspectedSlot() else {
        try await inspection.wait(after: seen)
        continue
      }
      try await race { () async throws(CancellationError) in
        try await self.follow(slot)
        // It has ended; what comes next is another query being opened.
        try await self.inspection.wait(after: seen)
      } _: { () async throws(CancellationError) in
        try await self.inspection.wait(after: seen)
      }
    }
  }

  /// The opened query, if it is not a target that is polled anyway.
  private func inspectedSlot() -> PollSlot? {
    board.withLock { board in
      guard let target = board.state.snapshot.inspected?.target,
        board.state.known(.watched(target)) == nil
      else { return nil }
      return .inspected(target)
    }
  }

  /// Asks a running child now and then for the depth of the licence's queue, since no batch answer
  /// holds it.
  private func sampleQueue(of batch: Target) async throws(CancellationError) {
    guard let source = sources[batch.source] else { return }
    var failures = 0
    while true {
      let (isSettled, child) = board.withLock { board in
        let state = board.state
        return (state.known(.watched(batch))?.isSettled ?? true, state.sampleChild(of: batch))
      }
      if isSettled { return }
      guard let child else {
        try await sleep(pace.base)
        continue
      }
      try await waitAtGate(of: batch.source)
      let outcome = try await source.poll(child, previous: nil)
      publish { $0.applySample(outcome, of: batch) }
      failures = outcome.failures(after: failures)
      let load = board.withLock { $0.state.load(of: batch.source) }
      let backoff = pace.rest(after: outcome.problem, failures: failures)
      try await sleep(max(backoff, pace.base * (Self.samplePause * load)))
    }
  }

  private func noteMissingSource(_ slot: PollSlot) {
    let problem = PollProblem.unreachable("no source is called \(slot.target.source)")
    let moment = now()
    publish { state in
      let ticket = state.beginPoll(slot)
      return state.apply(PollOutcome(.failure(problem)), ticket, at: moment)
    }
  }

  // MARK: Waiting

  /// Waits until a throttled source may be asked again; no key shortens it.
  private func waitAtGate(of source: String) async throws(CancellationError) {
    while true {
      let moment = now()
      publish { $0.moveGate(of: source, at: moment) }
      guard let until = board.withLock({ $0.state.gate(of: source) }) else { return }
      let left = min(until.timeIntervalSince(moment), Self.longestGateSleep)
      try await sleep(.seconds(max(left, 0.01)))
    }
  }

  /// Sleeps, unless `pollNow()` cuts it short.
  private func rest(_ duration: Duration) async throws(CancellationError) {
    let seen = wake.generation
    try await race { () async throws(CancellationError) in
      try await self.sleep(duration)
    } _: { () async throws(CancellationError) in
      try await self.wake.wait(after: seen)
    }
  }

  private func sleep(_ duration: Duration) async throws(CancellationError) {
    do {
      try await clock.sleep(for: duration)
    } catch {
      // A clock throws for nothing else.
      throw CancellationError()
    }
  }

  /// Changes the state and hands the snapshot on if that changed anything.
  ///
  /// The hand-over is under the lock, so that subscribers see snapshots in order; it only enqueues
  /// and runs no code of theirs.
  @discardableResult
  private func publish(_ change: (inout MonitorState) -> Bool) -> Bool {
    board.withLock { board in
      guard change(&board.state) else { return false }
      for subscriber in board.subscribers.values { subscriber.yield(board.state.snapshot) }
      return true
    }
  }
}
