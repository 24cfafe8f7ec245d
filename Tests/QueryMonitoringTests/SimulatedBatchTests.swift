import PollingSimulation
import QueryCore
import QuerySimulator
import Testing

/// Batches with rows in virtual time, polled by windows whose every request may go wrong.
struct SimulatedBatchTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `no row is missed or shown otherwise than it is, whatever goes wrong`(
    seed: UInt64
  ) async throws {
    let plan = try SimulationPlan.random(seed: seed, hours: 2, targets: 10, batches: 1)
    var simulation = PollingSimulation(plan)
    let report = try await simulation.run()
    #expect(report.violations == [])
    #expect(report.rowEnds > 0)
  }

  /// A batch on a server that is as `options` say.
  private func violations(
    _ change: (inout ModelServerOptions) -> Void
  ) async throws -> [String] {
    var plan = SimulationPlan(seed: 1, length: 3600)
    var server = ModelServerOptions()
    change(&server)
    plan.servers = ["s": server]
    plan.jobs = [
      try ModelJob(
        ScenarioOptions(queries: 400, duration: .seconds(600), seed: 3), at: "s", startsAt: 0)
    ]
    var simulation = PollingSimulation(plan)
    return try await simulation.run().violations
  }

  @Test func `a batch on a good server breaks no rule`() async throws {
    #expect(try await violations { _ in } == [])
  }

  @Test func `ends that nobody sees are found out`() async throws {
    let told = try await violations { $0.lag = 200 }
    #expect(told.contains { $0.contains("ends unseen for 60 answers") }, "\(told)")
  }

  @Test func `rows shown as ended before they are are found out`() async throws {
    let told = try await violations { $0.lag = -100 }
    #expect(told.contains { $0.contains("is RUNNING and shown as succeeded") }, "\(told)")
  }

  @Test func `rows that are wrong in the end are found out`() async throws {
    let told = try await violations { $0.hidesFailures = true }
    #expect(told.contains { $0.contains("is FAILURE and shown as succeeded") }, "\(told)")
    #expect(told.contains { $0.contains("rows are not as the server has them") }, "\(told)")
  }
}
