import QuerySimulator
import TestSupport
import Testing

struct RouterTaskTests {
  private let client = RouterClient()
  private let server = SimulatorServer(
    options: SimulatorOptions(
      providers: Set(SimulatedProvider.allCases), startedAt: Scenario.usualStart, elapsed: { .zero }
    ))

  /// The ids of a source's targets.
  private func ids(_ source: String) -> [String] {
    server.targets.filter { $0.hasPrefix(source + ":") }.compactMap {
      $0.split(separator: "/").last.map(String.init)
    }
  }

  private func polytomic(
    _ id: String, at seconds: Int, key: String? = "Bearer demo-key"
  ) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(
        path: "\(SimulatorRouter.polytomicPrefix)/api/queries/\(id)", authorization: key),
      at: .seconds(seconds))
  }

  private func toolkit(
    _ id: String, at seconds: Int, key: String? = "demo-key", isReserved: Bool = false
  ) -> SimulatorResponse {
    let router = SimulatorRouter(scenario: client.scenario, isToolkitReserved: isReserved)
    return router.respond(
      to: SimulatorRequest(path: "\(SimulatorRouter.toolkitPrefix)/v1/jobs/\(id)", apiKey: key),
      at: .seconds(seconds))
  }

  /// The words a target goes through, each once, and in what order.
  private func words(_ status: (Int) throws -> String?) rethrows -> [String] {
    try (0...120).reduce(into: []) { words, second in
      if let word = try status(second), words.last != word { words.append(word) }
    }
  }

  @Test func `a Polytomic query runs from created to done, and another fails`() throws {
    let ends = try ids("polytomic").map { id in
      try words { try JSONValue(polytomic(id, at: $0).body)["data"]?["status"]?.text }
    }
    #expect(ends == [["created", "running", "done"], ["created", "running", "failed"]])
  }

  @Test func `a toolkit job runs from queued to succeeded, and another fails`() throws {
    let ends = try ids("toolkit").map { id in
      try words { try JSONValue(toolkit(id, at: $0).body)["status"]?.text }
    }
    #expect(ends == [["queued", "running", "succeeded"], ["queued", "running", "failed"]])
  }

  @Test func `a running Polytomic query tells its status alone`() throws {
    let data = try JSONValue(polytomic(try #require(ids("polytomic").first), at: 0).body)["data"]
    #expect(data?.names == ["id", "status"])
  }

  @Test func `a done Polytomic query carries its rows, their count and an expiry`() throws {
    let id = try #require(ids("polytomic").first)
    let data = try #require(try JSONValue(polytomic(id, at: 120).body)["data"])
    #expect(data.names == ["id", "status", "count", "expires", "fields", "results"])
    #expect(data["results"]?.elements.count == data["count"]?.integer)
  }

  @Test func `a failed Polytomic query says why`() throws {
    let id = try #require(ids("polytomic").last)
    #expect(
      try JSONValue(polytomic(id, at: 120).body)["data"]?["error"]?.text?.contains("exist") == true)
  }

  @Test func `a job has every field of the contract at any time`() throws {
    let id = try #require(ids("toolkit").first)
    for second in [0, 60, 120] {
      #expect(
        try JSONValue(toolkit(id, at: second).body).names == [
          "job_id", "query_id", "dataset_id", "status", "progress", "results", "error",
          "created_at", "completed_at",
        ])
    }
  }

  @Test func `a job's progress never falls and ends at 100`() throws {
    let id = try #require(ids("toolkit").first)
    let progress = try (0...120).compactMap {
      try JSONValue(toolkit(id, at: $0).body)["progress"]?.integer
    }
    #expect(progress == progress.sorted())
    #expect(progress.last == 100)
  }

  @Test func `a reserved toolkit answers 501 with a detail`() throws {
    let answer = toolkit("job_1", at: 0, isReserved: true)
    #expect(answer.status == 501)
    #expect(try JSONValue(answer.body).names == ["detail"])
  }

  @Test func `an unknown id is a 404 in the provider's own form`() throws {
    #expect(try JSONValue(polytomic("x", at: 0).body)["key"]?.text == "not_found")
    #expect(polytomic("x", at: 0).status == 404)
    #expect(try JSONValue(toolkit("x", at: 0).body)["detail"]?.text != nil)
    #expect(toolkit("x", at: 0).status == 404)
  }

  @Test(arguments: [nil, "Bearer other", "Basic ZGVtby1rZXk=", "demo-key"] as [String?])
  func `Polytomic refuses any key but its own`(key: String?) {
    #expect(polytomic("x", at: 0, key: key).status == 401)
  }

  @Test func `Polytomic takes an organization's key as a basic password`() {
    #expect(polytomic("x", at: 0, key: "Basic b3JnOmRlbW8ta2V5").status == 404)
  }

  @Test(arguments: [nil, "Bearer demo-key", "other"] as [String?])
  func `the toolkit takes its key from its own header alone`(key: String?) {
    #expect(toolkit("x", at: 0, key: key).status == 401)
  }

  @Test func `the toolkit tells its limit and when it is renewed, Polytomic none`() throws {
    let id = try #require(ids("toolkit").first)
    #expect(toolkit(id, at: 0).header("X-RateLimit-Remaining") == "4999")
    #expect(toolkit(id, at: 0).header("X-RateLimit-Reset") == "1791032400")
    #expect(polytomic("x", at: 0).header("X-RateLimit-Limit") == nil)
  }

  @Test func `the same seed has the same tasks, another has others`() {
    #expect(TaskIDs(seed: 1) == TaskIDs(seed: 1))
    #expect(TaskIDs(seed: 1) != TaskIDs(seed: 2))
  }

  private struct TaskIDs: Equatable {
    let targets: [String]

    init(seed: UInt64) {
      targets =
        SimulatorServer(
          options: SimulatorOptions(
            scenario: ScenarioOptions(seed: seed), providers: [.polytomic, .toolkit],
            startedAt: Scenario.usualStart, elapsed: { .zero })
        ).targets
    }
  }
}
