import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import QuerySimulator

/// A simulated batch's pages and what querytop makes of them, with no socket between.
struct StoryPages {
  let scenario: Scenario
  private let router: SimulatorRouter
  private var known: TargetSnapshot

  /// Prepares a story of so many queries and so long.
  init(queries: Int, duration: Duration) throws {
    scenario = Scenario(ScenarioOptions(queries: queries, duration: duration))
    router = SimulatorRouter(scenario: scenario, apiKey: "bench", hourlyLimit: 10_000)
    known = TargetSnapshot(
      target: try Target(source: "supermetrics", kind: .batch, id: scenario.batchID))
  }

  var target: Target { known.target }

  /// The body of the page of up to 1,000 rows that starts at `offset`.
  func body(offset: Int, at elapsed: Duration) throws -> [UInt8] {
    let request = SimulatorRequest(
      path: "\(SimulatorRouter.pathPrefix)/query/batch/\(scenario.batchID)/status",
      query: "offset=\(offset)&limit=1000", authorization: "Bearer bench", host: "127.0.0.1:8080")
    let response = router.respond(to: request, at: elapsed)
    guard response.status == 200 else {
      throw BenchError("the simulator's router answered \(response.status)")
    }
    return response.body
  }

  /// Gives the batch's history a point each second and the queue's a point every ten, as if it had
  /// been watched until now.
  mutating func watch(until elapsed: Duration) {
    var detail = BatchDetail(progress: scenario.batch(at: .zero).progress, queries: [])
    for second in 0..<Int(elapsed / .seconds(1)) {
      let moment = Duration.seconds(second)
      detail.history.append(
        ProgressSample(at: date(moment), progress: scenario.batch(at: moment).progress))
      guard second % 10 == 0 else { continue }
      let queue = scenario.workflow(at: moment)
      detail.workflow.append(
        WorkflowQueue(
          scheduled: queue.scheduled, running: queue.running, sampledAt: date(moment)))
    }
    known.detail = .batch(detail)
  }

  /// What the monitor publishes after reading every page at a moment.
  mutating func snapshot(at elapsed: Duration) throws -> MonitorSnapshot {
    let rows = known.detail.batch?.queries ?? []
    var pages = SupermetricsBatchPages(known: rows)
    for offset in stride(from: 0, to: scenario.options.queries, by: 1000) {
      let body = try body(offset: offset, at: elapsed)
      pages.apply(try SupermetricsBatchResponse(decoding: body, firstRow: offset), at: offset)
    }
    let word = pages.newest?.statusCode
    known.apply(
      PollAnswer(
        state: SupermetricsStatus.batchState(word, progress: pages.progress, isCancelled: false),
        providerStatus: word,
        detail: .batch(BatchDetail(progress: pages.progress, queries: pages.uniqueRows())),
        startedAt: scenario.startedAt),
      at: date(elapsed))
    let left = 4000 - Int(elapsed / .seconds(1)) % 1000
    return MonitorSnapshot(
      targets: [known], budgets: [target.source: RequestBudget(limit: 5000, remaining: left)])
  }

  /// The wall clock's word for a moment of the story.
  func date(_ elapsed: Duration) -> Date {
    scenario.startedAt.addingTimeInterval(elapsed / .seconds(1))
  }
}
