import PollingSimulation
import QueryCore
import QueryScheduling
import TestSupport
import Testing

/// Days of polling in virtual time against servers that fail in every way.
struct PollingSimulationTests {
  /// Eight groups of 25 seeds, side by side.
  @Test(arguments: 0..<8)
  func `every rule holds for six hours of faults`(group: Int) async throws {
    var violations: [String] = []
    var beliefs = 0
    for seed in UInt64(group * 25 + 1)...UInt64(group * 25 + 25) {
      let plan = try SimulationPlan.random(seed: seed, hours: 6, targets: 300)
      var simulation = PollingSimulation(plan)
      let report = try await simulation.run()
      violations += report.violations
      beliefs += report.beliefs
    }
    // Ends were believed on errors alone, so that they could be wrong.
    #expect(beliefs > 10)
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test func `the same seed is the same run`() async throws {
    var reports: [SimulationReport] = []
    for _ in 0..<2 {
      var simulation = PollingSimulation(
        try SimulationPlan.random(seed: 7, hours: 2, targets: 40, batches: 1))
      reports.append(try await simulation.run())
    }
    #expect(reports[0].moments == reports[1].moments)
  }

  /// `count` jobs that outlast the run.
  private func jobs(_ count: Int, at source: String, end: Double) throws -> [ModelJob] {
    try (0..<count).map {
      ModelJob(
        target: try Target(source: source, kind: .query, id: "\(source)\($0)"), startsAt: 0,
        endsAt: end, ending: .succeeded)
    }
  }

  @Test(arguments: [ModelFault.refused, .serverError, .hang, .garbage], [1, 2, 3] as [UInt64])
  func `an hour of outage with a hundred targets costs at most 40 requests`(
    fault: ModelFault, seed: UInt64
  ) async throws {
    var plan = SimulationPlan(seed: seed, length: 7200)
    var server = ModelServerOptions()
    server.outages = [(600..<4200, fault)]
    plan.servers = ["s": server]
    plan.jobs = try jobs(100, at: "s", end: 1e9)
    var simulation = PollingSimulation(plan)
    let moments = try #require(try await simulation.run().moments["s"])
    #expect(moments.count { (600..<4200).contains($0) } <= 40)
  }

  @Test func `a source that hangs delays the others by at most a twentieth`() async throws {
    var delays: [Double] = []
    for hangs in [false, true] {
      var plan = SimulationPlan(seed: 5, length: 6 * 3600)
      var hanging = ModelServerOptions()
      if hangs { hanging.outages = [(0..<1e9, .hang)] }
      plan.servers = ["a": hanging, "b": ModelServerOptions()]
      plan.jobs = try jobs(50, at: "a", end: 1e9)
      for number in 0..<100 {
        plan.jobs.append(
          ModelJob(
            target: try Target(source: "b", kind: .query, id: "b\(number)"), startsAt: 0,
            endsAt: 200 * Double(number + 1), ending: .succeeded))
      }
      var simulation = PollingSimulation(plan)
      delays.append(try await simulation.run().meanDelay(at: "b"))
    }
    #expect(delays[1] <= delays[0] * 1.05)
  }

  @Test func `two sources that share a key stay within its limit together`() async throws {
    var plan = SimulationPlan(seed: 11, length: 4 * 3600)
    var server = ModelServerOptions()
    server.limit = 1000
    plan.servers = ["a": server]
    plan.accounts = SourceAccounts(shared: ["b": "a"])
    plan.jobs = try jobs(60, at: "a", end: 1e9) + jobs(60, at: "b", end: 1e9)
    var simulation = PollingSimulation(plan)
    let report = try await simulation.run()
    #expect(report.violations == [])
    #expect(report.requests.values.reduce(0, +) <= 4 * 950)
    #expect(report.requests.values.min() ?? 0 > 1600)
  }

  @Test(arguments: [nil, 0, 43_200, 85_000] as [Double?])
  func `a day's limit lasts the day`(phase: Double?) async throws {
    var plan = SimulationPlan(seed: 13, length: 3 * 86_400)
    var server = ModelServerOptions()
    server.limit = 200
    server.window = 86_400
    server.phase = phase
    server.tellsReset = true
    plan.servers = ["s": server]
    plan.jobs = try jobs(5, at: "s", end: 1e9)
    var simulation = PollingSimulation(plan)
    let report = try await simulation.run()
    #expect(report.violations == [])
    #expect(report.throttles == 0)
    let moments = try #require(report.moments["s"])
    // A day's 190 are one in 455 s.
    let silence = zip(moments, moments.dropFirst()).map { $1 - $0 }.max() ?? .infinity
    #expect(silence < 5 * 455, "\(silence)")
    #expect(moments.count > 480, "\(moments.count)")
  }

  @Test func `after a sleep of an hour the polls come at their rate`() async throws {
    var plan = SimulationPlan(seed: 3, length: 7200)
    plan.servers = ["s": ModelServerOptions()]
    plan.jobs = try jobs(300, at: "s", end: 1e9)
    plan.suspensions = [(1800, 3600)]
    var simulation = PollingSimulation(plan)
    let moments = try #require(try await simulation.run().moments["s"])
    let awake = moments.first { $0 > 1900 } ?? 0
    #expect(moments.count { (awake..<(awake + 60)).contains($0) } <= 85)
  }
}
