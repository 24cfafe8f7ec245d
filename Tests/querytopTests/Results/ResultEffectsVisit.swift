import DashboardUI
import NIOConcurrencyHelpers
import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling
import ResultTables
import TestSupport

@testable import querytop

/// Commands being carried out over a scripted result, and the events that are sent.
@MainActor struct ResultEffectsVisit {
  /// The one target that has rows.
  let target: Target
  let effects: ResultEffects
  let results: ScriptedResults
  /// Pages whose asking has ended, one way or the other.
  nonisolated let ended: Gauge
  nonisolated private let book: Book

  /// The events so far, on which a test can wait.
  private final class Book: Sendable {
    let events = NIOLockedValueBox<[ResultEvent]>([])
    let count = Gauge()
  }

  /// A source with one result and nothing else.
  private struct Source: QuerySource {
    let target: Target
    let results: ScriptedResults
    let name = "supermetrics"

    func poll(
      _ target: Target, previous: TargetSnapshot?
    ) async throws(CancellationError) -> PollOutcome {
      PollOutcome(.failure(.unreachable("nothing is polled here")))
    }

    func results(of target: Target) -> (any ResultSource)? {
      target == self.target ? results : nil
    }
  }

  /// Leave to ask whatever and whenever.
  private struct OpenGate: RequestAdmission {
    func acquire(
      _ requestClass: RequestClass, at source: String
    ) async throws(CancellationError) -> RequestTicket {
      RequestTicket(source: source, number: 1, requestClass)
    }

    func finish(
      _ ticket: RequestTicket, _ problem: PollProblem?, budget: RequestBudget?, wait: Duration?
    ) -> Bool { false }

    func withdraw(_ ticket: RequestTicket) {}
  }

  /// Carries out commands while the body does.
  ///
  /// - Parameter script: makes the answers.
  /// - Returns: the visit, in which everything has ended.
  @discardableResult
  static func answering(
    _ script: @escaping ScriptedResults.Script,
    during body: (ResultEffectsVisit) async throws -> Void
  ) async throws -> ResultEffectsVisit {
    let ended = Gauge()
    let visit = try ResultEffectsVisit(
      ScriptedResults { call, request in
        defer { ended.add(1) }
        return try await script(call, request)
      }, ended: ended)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await visit.effects.run() }
      defer { group.cancelAll() }
      try await body(visit)
    }
    return visit
  }

  private init(_ results: ScriptedResults, ended: Gauge) throws {
    target = try Target(parsing: "supermetrics:query/q")
    self.results = results
    self.ended = ended
    let book = Book()
    self.book = book
    let source = Source(target: target, results: results)
    effects = ResultEffects(
      sources: [source.name: source], gate: OpenGate()
    ) { _, event in
      book.events.withLockedValue { $0.append(event) }
      book.count.add(1)
    }
  }

  func carryOut(_ commands: ResultCommand...) {
    for command in commands { effects.carryOut(command, of: target) }
  }

  nonisolated var events: [ResultEvent] { book.events.withLockedValue(\.self) }

  /// Waits for an event.
  nonisolated func hear(_ isIt: (ResultEvent) -> Bool) async {
    var count = 0
    while !events.contains(where: isIt), !Task.isCancelled {
      count += 1
      await book.count.reach(count)
    }
  }

  /// An answer that is held until the gauge says 1, or for ever.
  nonisolated static func held(
    _ gauge: Gauge, _ request: ResultPageRequest, of total: Int = 3
  ) async throws -> ResultPageAnswer {
    await gauge.reach(1)
    try Task.checkCancellation()
    return ScriptedResults.rows(request, of: total, told: total)
  }
}
