import NIOConcurrencyHelpers
package import QueryCore
package import QueryProviders
import QueryScheduling

/// What a watcher needs of a monitor: to run it, and to see what it knows.
package protocol SnapshotFeed: Sendable {
  /// The newest snapshot.
  var current: MonitorSnapshot { get }

  /// A stream that starts with the current snapshot and from then on holds the newest one alone.
  func snapshots() -> AsyncStream<MonitorSnapshot>

  /// Asks about whatever has not ended once more, and is back when all has answered well, or after
  /// `limit`.
  func lookAgain(within limit: Duration) async throws(CancellationError)

  /// Polls until cancelled, and is back within the time a cancelled request takes.
  @concurrent func run() async
}

/// What a person at a dashboard can wish for besides.
package protocol InteractiveFeed: SnapshotFeed {
  /// Asks every resting target at once.
  func pollNow()

  /// Follows one query, polled before the others until it has ended; until the result is let go.
  func follow(_ target: Target) -> Subscription

  /// Watches one more target from now on; nothing new where it is watched already.
  func watch(_ target: Target)
}

/// Something that goes on until it is ended or let go.
package final class Subscription: Sendable {
  private let finish: NIOLockedValueBox<(@Sendable () -> Void)?>

  package init(ending finish: @escaping @Sendable () -> Void) {
    self.finish = NIOLockedValueBox(finish)
  }

  /// Ends it; more than once is no more.
  package func end() {
    let finish = finish.withLockedValue { finish in
      defer { finish = nil }
      return finish
    }
    finish?()
  }

  deinit { end() }
}

/// Sends the polls that the engine decides on and publishes what it learns: the part that starts
/// requests, and decides nothing itself.
///
/// One request is in flight for a target, a failed poll never changes a state, and a target that
/// has ended is never asked again.
package final class QueryMonitor: InteractiveFeed {
  private struct Board {
    var core: MonitorCore
    var nextSubscriber = 0
    var subscribers: [Int: AsyncStream<MonitorSnapshot>.Continuation] = [:]
    var observers: [Int: @Sendable (MonitorEvent) -> Void] = [:]
  }

  private let sources: [String: any QuerySource]
  private let scheduler: RequestScheduler
  private let board: NIOLockedValueBox<Board>

  /// Makes a monitor that has asked nothing yet.
  ///
  /// - Parameters:
  ///   - sources: by the name that targets call them.
  ///   - scheduler: the gate its polls share with all other requests.
  package init(
    sources: [String: any QuerySource], targets: [Target], scheduler: RequestScheduler
  ) {
    self.sources = sources
    self.scheduler = scheduler
    let core = scheduler.update { engine, time in
      MonitorCore(
        targets: targets, sources: sources.mapValues(\.traits), accounts: scheduler.accounts,
        pace: scheduler.pace, in: &engine, at: time)
    }
    board = NIOLockedValueBox(Board(core: core))
    scheduler.observe { [weak self] news in
      self?.publish { core, engine, time in
        switch news {
        case .answered(let source): core.reconcile(source, with: engine, at: time)
        case .renewed(let account, let renewal):
          core.renewed(account, renewal, in: engine, at: time)
        }
      }
    }
  }

  package var current: MonitorSnapshot { board.withLockedValue(\.core.snapshot) }

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

  /// Tells an observer what is decided and why, from any task; any number may observe.
  package func observe(_ observer: @escaping @Sendable (MonitorEvent) -> Void) -> Subscription {
    let id = board.withLockedValue { board in
      board.nextSubscriber += 1
      board.observers[board.nextSubscriber] = observer
      board.core.isObserved = true
      return board.nextSubscriber
    }
    return Subscription { [weak self] in
      self?.board.withLockedValue { board in
        board.observers[id] = nil
        board.core.isObserved = !board.observers.isEmpty
      }
    }
  }

  /// Asks every resting target at once, paid from the part of the budget kept for it; a throttled
  /// source still waits, one that is away gets a single request, and none under way is doubled.
  package func pollNow() {
    scheduler.update { engine, _ in engine.ask() }
  }

  package func watch(_ target: Target) {
    publish { $0.watch(target, in: &$1, at: $2) }
  }

  package func follow(_ target: Target) -> Subscription {
    publish { $0.follow(target, in: &$1, at: $2) }
    return Subscription { [weak self] in
      self?.publish { core, engine, _ in core.unfollow(target, in: &engine) }
    }
  }

  /// Asks about every target that has not ended once more, and waits until all of them have answered
  /// well, but no longer than `limit`.
  package func lookAgain(within limit: Duration) async throws(CancellationError) {
    let start = scheduler.update { engine, time in
      engine.ask(renewsKeys: false)
      return time
    }
    let end = start.elapsed + limit / .seconds(1)
    while true {
      let seen = scheduler.generation
      let isDone = current.targets.allSatisfy {
        $0.isSettled || $0.observedAt.map { $0 >= start.date } == true
      }
      if isDone || scheduler.look({ $1.elapsed }) >= end { return }
      try await scheduler.sleep(until: end, unlessWokenAfter: seen)
    }
  }

  @concurrent package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let seen = scheduler.generation
        let (step, target) = next()
        do {
          switch step {
          case .send(let ticket):
            guard let target, let source = sources[target.source] else { continue }
            group.addTask { await self.poll(ticket, target, source) }
          case .renew(let account): group.addTask { await self.scheduler.renew(account) }
          case .wait(let until): try await scheduler.sleep(until: until, unlessWokenAfter: seen)
          }
        } catch {
          // Cancelled, which is how a run ends.
          break
        }
      }
      group.cancelAll()
    }
  }

  private func next() -> (step: PollingEngine.Step, target: Target?) {
    change { core, engine, time in
      core.reconcileWaits(with: engine, at: time)
      return core.next(in: &engine, at: time)
    }
  }

  private func poll(
    _ ticket: RequestTicket, _ target: Target, _ source: any QuerySource
  ) async {
    let known = ticket.slot.flatMap { slot in board.withLockedValue { $0.core.known(slot) } }
    do {
      let outcome = try await source.poll(target, previous: known)
      publish { $0.finish(ticket, outcome, in: &$1, at: $2) }
    } catch {
      // Cancelled: the run is ending, or will be told so; the place is free again either way.
      scheduler.withdraw(ticket)
    }
  }

  // MARK: Changes

  /// Changes core and engine, wakes everyone who waits for what comes next, and hands the snapshot on if
  /// its version has risen.
  private func publish(_ change: (inout MonitorCore, inout PollingEngine, MonitorTime) -> Void) {
    self.change(change)
    scheduler.update { _, _ in }
  }

  /// The same without waking anyone.
  ///
  /// The hand-over is under the lock, so that subscribers see snapshots in order; it only enqueues
  /// and runs no code of theirs. Observers are told after it: they may write to a slow disk.
  @discardableResult
  private func change<Result>(
    _ change: (inout MonitorCore, inout PollingEngine, MonitorTime) -> Result
  ) -> Result {
    let (result, events, observers) = scheduler.look { engine, time in
      board.withLockedValue { board in
        let version = board.core.snapshot.version
        let result = change(&board.core, &engine, time)
        if board.core.snapshot.version != version {
          for subscriber in board.subscribers.values { subscriber.yield(board.core.snapshot) }
        }
        return (result, board.core.takeEvents(), board.observers.values)
      }
    }
    for event in events { for observer in observers { observer(event) } }
    return result
  }
}
