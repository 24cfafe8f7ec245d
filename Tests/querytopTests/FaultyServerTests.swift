import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import QuerySimulator
import Testing

@testable import querytop

/// The client against the simulator, over HTTP, whatever the simulator does.
@MainActor @Suite("A server that misbehaves", .serialized) struct FaultyServerTests {
  /// Polls the simulator's batch once while it answers so, and once when it is well again.
  private func poll(
    _ answer: SimulatedAnswer
  ) async throws -> (faulty: PollOutcome, well: PollOutcome) {
    try await LiveSimulator.serving(queries: 20) { simulator in
      let transport = AsyncHTTPTransport()
      do {
        let network = Network(transport: transport)
        let settings = try await SourceSettings(
          environment: simulator.environment, network: network)
        let target = try Target(parsing: simulator.target)
        let source = try #require(settings.sources[target.source])
        simulator.controls.answer = answer
        let faulty = try await source.poll(target, previous: nil)
        simulator.controls.answer = .normal
        let well = try await source.poll(target, previous: nil)
        try await transport.shutdown()
        return (faulty, well)
      } catch {
        try await transport.shutdown()
        throw error
      }
    }
  }

  @Test(
    arguments: [
      (.status(400), "refused"), (.status(401), "unauthorized"), (.status(403), "forbidden"),
      (.status(404), "not_found"), (.status(408), "timed_out"), (.status(500), "server_error"),
      (.status(501), "unsupported"), (.status(502), "server_error"),
      (.status(503), "server_error"), (.status(504), "server_error"),
      (.throttled(seconds: 30, asDate: false), "throttled"),
      (.throttled(seconds: 30, asDate: true), "throttled"), (.redirect, "redirected"),
      (.garbage, "unreadable"), (.html, "unreadable"), (.empty, "unreadable"),
      (.deep, "unreadable"), (.gzipBomb, "unreadable"), (.truncated, "unreachable"),
      (.oversized, "unreadable"), (.drop, "unreachable"), (.slow, nil),
      (.hang(seconds: 1), nil), (.skewed(seconds: 86_400), nil), (.skewed(seconds: -86_400), nil),
    ] as [(SimulatedAnswer, String?)])
  func `is a problem with a name or a good answer, and nothing is left of it`(
    answer: SimulatedAnswer, code: String?
  ) async throws {
    let (faulty, well) = try await poll(answer)
    #expect(faulty.problem?.code == code, "\(faulty)")
    #expect(well.problem == nil)
  }
}
