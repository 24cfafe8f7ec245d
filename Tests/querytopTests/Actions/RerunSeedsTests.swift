import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QuerySimulator
import TestSupport
import Testing

@testable import querytop

/// The simulator's router without a socket.
struct RouterTransport: HTTPTransport {
  let router: SimulatorRouter
  /// The moment of the story at which it is asked.
  let elapsed: Duration

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let parts = request.url.dropFirst("http://127.0.0.1:1".count).split(
      separator: "?", maxSplits: 1)
    var asked = SimulatorRequest(
      method: request.method.rawValue, path: String(parts[0]),
      query: parts.count > 1 ? String(parts[1]) : "", authorization: "Bearer demo-key")
    asked.body = request.body ?? []
    let answer = router.respond(to: asked, at: elapsed)
    return HTTPResponse(status: answer.status, body: answer.body)
  }
}

@Suite("A batch that is run again") struct RerunSeedsTests {
  private func source(_ router: SimulatorRouter, at elapsed: Duration) throws -> SupermetricsSource
  {
    SupermetricsSource(
      SourceConnection(
        name: "supermetrics", base: try BaseURL(parsing: "http://127.0.0.1:1/enterprise/v2"),
        authentication: .bearer(try Credential("demo-key")),
        transport: RouterTransport(router: router, elapsed: elapsed)))
  }

  private func poll(_ target: Target, _ source: SupermetricsSource) async throws -> TargetSnapshot {
    var known = TargetSnapshot(target: target)
    known.apply(try await source.poll(target, previous: nil).result.get(), at: Scenario.usualStart)
    return known
  }

  private func splits(_ rows: BatchRows, _ places: [Int]) -> Set<RerunSplit> {
    Set(
      places.map {
        RerunSplit(
          accounts: rows[$0].accounts, startDate: rows[$0].startDate, endDate: rows[$0].endDate)
      })
  }

  @Test func `covers exactly what failed, in a thousand stories`() async throws {
    var plans = 0
    for seed in 0..<1000 {
      let scenario = Scenario(
        ScenarioOptions(
          queries: 20 + seed * 7 % 90, duration: .seconds(1), seed: UInt64(seed)))
      let router = SimulatorRouter(scenario: scenario)
      let source = try source(router, at: .seconds(10))
      let target = try Target(parsing: "supermetrics:batch/\(scenario.batchID)")
      let known = try await poll(target, source)
      let rows = try #require(known.detail.batch?.queries)
      let failed = rows.indices.filter { rows.state(at: $0) == .failed }
      guard !failed.isEmpty else { continue }
      let actions = try #require(source.actions)
      let request = try actions.batchRequest(scenario.request)
      let draft = try RerunDraft(.all(withPermanent: true), of: known, by: request.outline)
      let sending = RerunSending(
        draft: draft, body: request.body(of: draft.plan), actions: actions,
        gate: RequestScheduler(), folder: nil)
      guard case .done(let new, let count) = try await sending.send(now: Scenario.usualStart) else {
        Issue.record("seed \(seed): not sent")
        continue
      }
      let made = try #require(try await poll(new, source).detail.batch?.queries)
      #expect(made.count == failed.count && count == failed.count, "seed \(seed)")
      #expect(splits(made, Array(made.indices)) == splits(rows, failed), "seed \(seed)")
      #expect(draft.plan.queries.count <= failed.count, "seed \(seed)")
      plans += 1
    }
    #expect(plans > 900)
  }
}
