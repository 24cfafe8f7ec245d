import FoundationEssentials
import QuerySimulator
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SimulatorServerTests {
  private let controls = SimulatorControls()

  private func server(port: Int = 0) -> SimulatorServer {
    SimulatorServer(
      options: SimulatorOptions(
        scenario: ScenarioOptions(queries: 20), port: port, startedAt: Scenario.usualStart,
        controls: controls, elapsed: { .seconds(60) }))
  }

  /// Serves while `body` runs, which gets the port and the path of the batch.
  private func serving(_ body: (Int, String) async throws -> Void) async throws {
    let server = server()
    let (ports, ready) = AsyncStream<Int>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { ready.finish() }
        try await server.run { ready.yield($0) }
      }
      var iterator = ports.makeAsyncIterator()
      let port = try #require(await iterator.next())
      let id = server.scenario.batchID
      try await body(port, "\(SimulatorRouter.pathPrefix)/query/batch/\(id)/status")
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  private func exchange(_ port: Int, _ path: String) async throws -> String {
    let socket = try LoopbackSocket(port: port)
    try socket.get(path)
    return try await socket.readToEnd()
  }

  @Test func `it answers over real HTTP`() async throws {
    try await serving { port, path in
      let answer = try await exchange(port, path + "?limit=2")
      #expect(answer.hasPrefix("HTTP/1.1 200"))
      #expect(answer.contains("X-RateLimit-Remaining: 4999\r\n"))
      #expect(answer.contains(#""paginate":{"offset":0,"limit":2,"total":20}"#))
    }
  }

  @Test func `it ends while a client keeps its connection open`() async throws {
    try await serving { port, path in
      let socket = try LoopbackSocket(port: port)
      try socket.get(path, closing: false)
      #expect(try await socket.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `a frozen simulator answers when it is thawed`() async throws {
    try await serving { port, path in
      controls.isFrozen = true
      let socket = try LoopbackSocket(port: port)
      try socket.get(path)
      while controls.waiting == 0 { await Task.yield() }
      controls.isFrozen = false
      #expect(try await socket.readToEnd().hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `a frozen simulator forgets a client that hangs up`() async throws {
    try await serving { port, path in
      controls.isFrozen = true
      do {
        let socket = try LoopbackSocket(port: port)
        try socket.get(path)
        while controls.waiting == 0 { await Task.yield() }
      }
      while controls.waiting > 0 { await Task.yield() }
      controls.isFrozen = false
      #expect(try await exchange(port, path).hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `a frozen simulator can be stopped`() async throws {
    let (places, found) = AsyncStream<(port: Int, path: String)>.makeStream()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { found.finish() }
        try await serving { port, path in
          controls.isFrozen = true
          found.yield((port, path))
          while controls.waiting == 0 { await Task.yield() }
        }
      }
      group.addTask {
        for await place in places { _ = try await exchange(place.port, place.path) }
      }
      try await group.waitForAll()
    }
    #expect(controls.waiting == 0)
  }

  @Test func `a dropped connection brings no byte`() async throws {
    try await serving { port, path in
      controls.answer = .drop
      let answer = try await exchange(port, path)
      #expect(answer.isEmpty)
    }
  }

  @Test func `a port that is taken is named in a sentence`() async throws {
    try await serving { port, _ in
      let second = server(port: port)
      let error = await #expect(throws: SimulatorError.self) { try await second.run { _ in } }
      #expect(error?.description.contains("127.0.0.1:\(port)") == true)
    }
  }

  @Test func `it says what to watch and how to reach it`() {
    let server = server()
    #expect(server.targets == ["supermetrics:batch/\(server.scenario.batchID)"])
    #expect(
      server.environment(port: 8123) == [
        "SUPERMETRICS_API_KEY=demo-key",
        "SUPERMETRICS_BASE_URL=http://127.0.0.1:8123/enterprise/v2",
      ])
  }

  @Test func `it tells of the other providers when asked to`() {
    let server = SimulatorServer(
      options: SimulatorOptions(
        providers: [.toolkit, .polytomic], startedAt: Scenario.usualStart, elapsed: { .zero }))
    #expect(
      server.targets.map { $0.prefix { $0 != "/" } } == [
        "polytomic:query", "polytomic:query", "toolkit:job", "toolkit:job",
      ])
    #expect(
      server.environment(port: 8123) == [
        "POLYTOMIC_API_KEY=demo-key", "POLYTOMIC_BASE_URL=http://127.0.0.1:8123/polytomic",
        "TOOLKIT_API_KEY=demo-key", "TOOLKIT_BASE_URL=http://127.0.0.1:8123/toolkit",
      ])
  }
}
