import QueryHTTP
import QuerySimulator
import Synchronization

/// A simulated batch's server without a socket, at a moment of its story that is set from outside; it weighs what it sends.
final class WireServer: HTTPTransport {
  let scenario: Scenario
  private let router: SimulatorRouter
  private let weighsPacked: Bool
  private let state = Mutex(State())

  struct State {
    /// The moment at which it answers, from the story's start.
    var elapsed = Duration.zero
    var requests = 0
    /// Bytes of the bodies sent, as they are and packed by gzip.
    var bytes = 0
    var packedBytes = 0
  }

  static let key = "wire"
  private static let host = "https://wire.example"

  /// What a client takes for the API's address.
  static var base: String { host + SimulatorRouter.pathPrefix }

  /// - Parameter weighsPacked: whether bodies are packed to be weighed, which takes most of the time.
  init(_ scenario: Scenario, weighsPacked: Bool = true) {
    self.scenario = scenario
    self.weighsPacked = weighsPacked
    router = SimulatorRouter(scenario: scenario, apiKey: Self.key, hourlyLimit: 10_000)
  }

  var current: State { state.withLock(\.self) }

  func move(to elapsed: Duration) { state.withLock { $0.elapsed = elapsed } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let target = request.url.dropFirst(Self.host.utf8.count).split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let answer = router.respond(
      to: SimulatorRequest(
        path: String(target[0]), query: target.count > 1 ? String(target[1]) : "",
        authorization: "Bearer \(Self.key)", host: "127.0.0.1:8080"), at: current.elapsed)
    state.withLock { state in
      state.requests += 1
      state.bytes += answer.body.count
      if weighsPacked { state.packedBytes += answer.packed.body.count }
    }
    var headers = HTTPHeaderFields()
    for header in answer.headers { headers.append(header.name, header.value) }
    return HTTPResponse(status: answer.status, headers: headers, body: answer.body)
  }

  /// Weighs the bodies of pages now, which count for nothing.
  func scale() -> (_ offset: Int, _ limit: Int) -> Int {
    // Of its own, so that the limit of requests is no concern.
    let router = SimulatorRouter(scenario: scenario, apiKey: Self.key, hourlyLimit: 10_000)
    let path = "\(SimulatorRouter.pathPrefix)/query/batch/\(scenario.batchID)/status"
    let elapsed = current.elapsed
    return { offset, limit in
      let request = SimulatorRequest(
        path: path, query: "offset=\(offset)&limit=\(limit)",
        authorization: "Bearer \(Self.key)", host: "127.0.0.1:8080")
      return router.respond(to: request, at: elapsed).body.count
    }
  }
}
