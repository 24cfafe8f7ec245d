package import FoundationEssentials
import NIOConcurrencyHelpers
package import QueryCore

/// Sends the polls that the engine decides on and publishes what it learns: the part that has a
/// clock and starts requests, and decides nothing itself.
///
/// One request is in flight for a target, a failed poll never changes a state, and a target that
/// has ended is never asked again.
package final class QueryMonitor: Sendable {
  /// Seconds slept at most before the clocks are looked at again: the wall clock may have been
  /// set, and the machine may have slept.
  static let longestSleep = 60.0

  struct Board {
    var core: MonitorCore
    var nextSubscriber = 0
    var subscribers: [Int: AsyncStream<MonitorSnapshot>.Continuation] = [:]
  }

  private let sources: [String: any QuerySource]
  private let access: SourceAccess
  private let observe: (@Sendable (MonitorEvent) -> Void)?
  private let stopwatch: Stopwatch
  private let now: @Sendable () -> Date
  let board: NIOLockedValueBox<Board>
  /// Fired by whatever may change what comes next.
  let wake = WakeSignal()

  /// Makes a monitor that has asked nothing yet.
  ///
  /// - Parameters:
  ///   - sources: by the name that targets call them.
  ///   - access: who shares a key, and how a fresh one is had when it is refused.
  ///   - pace: the rest of a target after each good answer at least, a tenth of a second or more;
  ///     the source's budget may make it longer.
  ///   - clock: what waits are slept on and measured by; suspended time has to count.
  ///   - now: the wall clock, which dates the answers.
  ///   - random: what jitter is drawn from.
  ///   - observe: is told what was decided and why, from any task.
  package init(
    sources: [String: any QuerySource], targets: [Target], access: SourceAccess = SourceAccess(),
    pace: Duration = .seconds(1), clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() }, random: Randomness = Randomness(),
    observe: (@Sendable (MonitorEvent) -> Void)? = nil
  ) {
    self.observe = observe
    self.sources = sources
    self.access = access
    self.now = now
    stopwatch = Stopwatch(clock)
    let core = MonitorCore(
      targets: targets, sources: Set(sources.keys), accounts: access.shared,
      pace: PollPace(pace), random: random, isObserved: observe != nil,
      at: MonitorMoment(elapsed: 0, date: now()))
    board = NIOLockedValueBox(Board(core: core))
  }

  /// The newest snapshot.
  package var current: MonitorSnapshot { board.withLockedValue(\.core.snapshot) }

  /// A stream that starts with the current snapshot and from then on holds the newest one alone.
  package func snapshots() -> AsyncStream<MonitorSnapshot> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let id = board.withLockedValue { board in
        board.nextSubscriber += 1
        board.subscribers[board.nextSubscriber] = continuation
        continuation.yield(board.core.snapshot)
        return board.nextSubscriber
      }
      continuation.onTermination = { [self] _ in
        board.withLockedValue { _ = $0.subscribers.removeValue(forKey: id) }
      }
    }
  }

  /// Asks every resting target at once, paid from the part of the budget kept for it; a throttled
  /// source still waits, one that is away gets a single request, and none under way is doubled.
  package func pollNow() {
    board.withLockedValue { $0.core.pollNow() }
    wake.fire()
  }

  /// Opens one query, polled before the others until it has ended; nil closes it.
  package func inspect(_ target: Target?) {
    let moment = moment()
    publish { $0.inspect(target, at: moment) }
    wake.fire()
  }

  /// Polls until cancelled, and is back within the time a cancelled request takes.
  @concurrent package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let seen = wake.generation
        let moment = moment()
        publish { $0.moveGates(at: moment) }
        let (step, target) = board.withLockedValue { $0.core.next(at: moment) }
        do {
          switch step {
          case .poll(let ticket):
            guard let target, let source = sources[target.source] else { continue }
            group.addTask { await self.poll(ticket, target, source) }
          case .renew(let account): group.addTask { await self.renew(account) }
          case .wait(let until):
            let longest = moment.elapsed + Self.longestSleep
            try await sleep(until: min(until, longest), unlessWokenAfter: seen)
          case .rest: try await wake.wait(after: seen)
          }
        } catch {
          // Cancelled, which is how a run ends.
          break
        }
      }
      group.cancelAll()
    }
  }

  private func poll(_ ticket: PollTicket, _ target: Target, _ source: any QuerySource) async {
    let known = board.withLockedValue { $0.core.known(ticket.slot) }
    do {
      let outcome = try await source.poll(target, previous: known)
      let moment = moment()
      publish { $0.finish(ticket, outcome, at: moment) }
    } catch {
      // Cancelled: the run is ending, or will be told so; the place is free again either way.
      let moment = moment()
      board.withLockedValue { $0.core.withdraw(ticket, at: moment) }
    }
    wake.fire()
  }

  func renew(_ account: String) async {
    var renewal = CredentialRenewal.none(advice: nil)
    do {
      renewal = try await access.renew(account)
    } catch { /* Cancelled: the run is ending, and there is no fresher key. */  }
    let moment = moment()
    publish { $0.renewed(account, renewal, at: moment) }
    wake.fire()
  }

  // MARK: Time

  func moment() -> MonitorMoment {
    MonitorMoment(elapsed: stopwatch.elapsed(), date: now())
  }

  /// Sleeps, unless the signal cuts it short.
  func sleep(
    until moment: Double, unlessWokenAfter seen: Int
  ) async throws(CancellationError) {
    try await race { () async throws(CancellationError) in
      try await self.stopwatch.sleep(until: moment)
    } _: { () async throws(CancellationError) in
      try await self.wake.wait(after: seen)
    }
  }

  /// Changes the core and hands the snapshot on if that changed anything worth it.
  ///
  /// The hand-over is under the lock, so that subscribers see snapshots in order; it only enqueues
  /// and runs no code of theirs. Whoever is told of events is told after it: they may write to a
  /// slow disk.
  func publish(_ change: (inout MonitorCore) -> Bool) {
    let events = board.withLockedValue { board in
      if change(&board.core) {
        for subscriber in board.subscribers.values { subscriber.yield(board.core.snapshot) }
      }
      return board.core.takeEvents()
    }
    guard let observe else { return }
    for event in events { observe(event) }
  }
}
