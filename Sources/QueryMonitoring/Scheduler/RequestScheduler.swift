package import FoundationEssentials
import NIOConcurrencyHelpers
package import QueryCore
import QueryHTTP
package import QueryProviders
package import QueryScheduling
package import ResultTables

/// Admission of requests: a caller waits here while the source asks for patience, and its request is
/// paid out of the budget that all requests with the source's key share.
package protocol RequestAdmission: Sendable {
  /// Waits until a page or an action may be sent to a source, and books it.
  ///
  /// Each ticket has to come back through `finish` or `withdraw`.
  func acquire(
    _ requestClass: RequestClass, at source: String
  ) async throws(CancellationError) -> RequestTicket

  /// Applies how the request of a ticket ended.
  ///
  /// - Parameters:
  ///   - problem: nil after a good answer.
  ///   - wait: what a good answer asked for.
  /// - Returns: whether the problem tells nothing, since the key it was sent with is being replaced:
  ///   the request may be sent again.
  func finish(
    _ ticket: RequestTicket, _ problem: PollProblem?, budget: RequestBudget?, wait: Duration?
  ) -> Bool

  /// Takes back a ticket whose request was cancelled.
  func withdraw(_ ticket: RequestTicket)
}

extension RequestAdmission {
  /// Asks a source for a page as soon as it may be asked.
  ///
  /// - Throws: `PollProblem`, or `CancellationError` when the task was cancelled.
  @concurrent package func page(
    _ request: ResultPageRequest, of source: any ResultSource, for purpose: PagePurpose
  ) async throws -> ResultPageAnswer {
    while true {
      let ticket = try await acquire(.page(purpose), at: source.sourceName)
      do {
        let answer = try await source.page(request)
        _ = finish(ticket, nil, budget: answer.budget, wait: answer.wait)
        return answer
      } catch let problem as PollProblem {
        if finish(ticket, problem, budget: nil, wait: nil) { continue }
        throw problem
      } catch {
        // Cancelled: a source throws nothing else.
        withdraw(ticket)
        throw error
      }
    }
  }
}

/// The one gate for requests of every class to all sources of a run: the part of scheduling that has
/// a clock.
package final class RequestScheduler: RequestAdmission {
  /// Seconds slept at most before the clocks are looked at again: the wall clock may have been
  /// set, and the machine may have slept.
  static let longestSleep = 60.0

  /// What observers are told after it has happened.
  enum News: Sendable {
    /// A request beside the polls has ended.
    case answered(source: String)
    /// A fresher key was looked for.
    case renewed(account: String, CredentialRenewal)
  }

  /// Who shares a key, without the keys.
  let accounts: SourceAccounts
  /// The rest of a target after its answer, at least.
  let pace: PollPace
  private let access: SourceAccess
  private let clock: ElapsedClock
  private let now: @Sendable () -> Date
  private let engine: NIOLockedValueBox<PollingEngine>
  private let observers = NIOLockedValueBox<[@Sendable (News) -> Void]>([])
  /// Fired by whatever may change what comes next.
  private let wake = AsyncNotify()

  /// - Parameters:
  ///   - access: who shares a key, and how a fresh one is had when it is refused.
  ///   - pace: the rest of a target after each good answer at least, a tenth of a second or more;
  ///     the source's budget may make it longer.
  ///   - clock: what waits are slept on and measured by; suspended time has to count.
  ///   - now: the wall clock, which dates the answers.
  ///   - random: what jitter is drawn from.
  package init(
    access: SourceAccess = SourceAccess(), pace: Duration = .seconds(1),
    clock: any Clock<Duration> = NetworkClock(),
    now: @escaping @Sendable () -> Date = { Date() }, random: Randomness = Randomness()
  ) {
    self.access = access
    self.pace = PollPace(pace)
    self.now = now
    accounts = access.shared
    self.clock = ElapsedClock(clock)
    engine = NIOLockedValueBox(
      PollingEngine(pace: PollPace(pace), accounts: accounts, random: random))
  }

  package func acquire(
    _ requestClass: RequestClass, at source: String
  ) async throws(CancellationError) -> RequestTicket {
    while true {
      if Task.isCancelled { throw CancellationError() }
      let seen = wake.generation
      let time = time()
      switch engine.withLockedValue({ $0.admit(requestClass, at: source, at: time.elapsed) }) {
      case .send(let ticket): return ticket
      case .renew(let account): await renew(account)
      case .wait(let until): try await sleep(until: until, unlessWokenAfter: seen)
      }
    }
  }

  package func finish(
    _ ticket: RequestTicket, _ problem: PollProblem?, budget: RequestBudget?, wait: Duration?
  ) -> Bool {
    let time = time()
    let end = RequestEnd(
      problem?.signal ?? .ok, budget: budget,
      secondsToReset: budget?.secondsToReset(from: time.date),
      wait: problem?.wait(at: time.date) ?? wait.map { $0 / .seconds(1) })
    let decision = update { engine, time in engine.finish(ticket, end, at: time.elapsed) }
    tell(.answered(source: ticket.source))
    return decision.isSuperseded
  }

  package func withdraw(_ ticket: RequestTicket) {
    update { engine, time in engine.withdraw(ticket, at: time.elapsed) }
  }

  // MARK: For the monitor

  /// The number of times anything has changed that may change what comes next.
  var generation: Int { wake.generation }

  /// Changes the engine, and wakes everyone who waits for what comes next.
  func update<Result>(_ change: (inout PollingEngine, MonitorTime) -> Result) -> Result {
    defer { wake.fire() }
    return look(change)
  }

  /// The same without waking anyone, for changes that make no wait shorter.
  func look<Result>(_ change: (inout PollingEngine, MonitorTime) -> Result) -> Result {
    let time = time()
    return engine.withLockedValue { change(&$0, time) }
  }

  /// Has an observer told of what happens beside the polls, from any task.
  func observe(_ observer: @escaping @Sendable (News) -> Void) {
    observers.withLockedValue { $0.append(observer) }
  }

  /// Looks for a fresher key of an account.
  func renew(_ account: String) async {
    var renewal = CredentialRenewal.none(advice: nil)
    do {
      renewal = try await access.renew(account)
    } catch { /* Cancelled: the run is ending, and there is no fresher key. */  }
    look { $0.renewed(account, isFresh: renewal == .fresh, at: $1.elapsed) }
    tell(.renewed(account: account, renewal))
    wake.fire()
  }

  /// Sleeps until a moment of the engine's clock, or until something changes.
  func sleep(
    until moment: Double, unlessWokenAfter seen: Int
  ) async throws(CancellationError) {
    guard moment.isFinite else { return try await wake.wait(after: seen) }
    let until = min(moment, clock.elapsed() + Self.longestSleep)
    try await wake.wait(after: seen) { () async throws(CancellationError) in
      try await self.clock.sleep(until: until)
    }
  }

  private func time() -> MonitorTime { MonitorTime(elapsed: clock.elapsed(), date: now()) }

  private func tell(_ news: News) {
    for observer in observers.withLockedValue(\.self) { observer(news) }
  }
}
