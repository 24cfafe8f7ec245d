import Synchronization

/// Answers the two Supermetrics status endpoints from a story, to the letter of their contract.
///
/// It is pure but for two counters: of the requests of the hour, and of the answers, from which
/// request ids are made. It knows no socket and no clock; the moment comes with each request.
/// Where the contract does not say in which object a field stands, a batch follows a query: status,
/// `progress` and `paginate` are in `meta`.
package final class SimulatorRouter: Sendable {
  let scenario: Scenario
  let origin: Int
  private let apiKey: String
  private let limit: Int
  private let counters: Mutex<RouterCounters>

  /// Where both endpoints live below the host.
  package static let pathPrefix = "/enterprise/v2"

  /// Makes a router for one key; the limit is held to the contract's 1 to 10,000 an hour.
  package init(scenario: Scenario, apiKey: String = "demo-key", hourlyLimit: Int = 5000) {
    self.scenario = scenario
    self.apiKey = apiKey
    origin = scenario.startedAt.millisecondsSinceEpoch
    let window = RequestWindow(limit: hourlyLimit)
    limit = window.limit
    counters = Mutex(RouterCounters(window: window, seed: scenario.options.seed))
  }

  /// Answers a request at a moment of the story.
  ///
  /// - Parameter answer: anything but `normal` comes before every check; `drop` is the server's to
  ///   do, and is taken as `empty` here.
  package func respond(
    to request: SimulatorRequest, at elapsed: Duration, as answer: SimulatedAnswer = .normal
  ) -> SimulatorResponse {
    var stamp = counters.withLock { $0.stamp() }
    do throws(Refusal) {
      switch answer {
      case .normal: break
      case .status(let status):
        throw .injected(status: (300...599).contains(status) ? status : 500)
      case .garbage, .html, .empty, .drop: return Self.broken(answer)
      }
      return try answered(request, at: elapsed, stamp: &stamp)
    } catch {
      return refused(error, to: request, stamp: stamp)
    }
  }

  private func answered(
    _ request: SimulatorRequest, at elapsed: Duration, stamp: inout AnswerStamp
  ) throws(Refusal) -> SimulatorResponse {
    guard let route = SimulatorRoute(request.path) else { throw .pathNotFound }
    guard request.method == "GET" else { throw .methodNotAllowed }
    let parameters = QueryParameters(parsing: request.query)
    switch route {
    case .batch(let id):
      try authorize(request.bearerToken)
      try admit(at: elapsed, stamp: &stamp)
      let body = try batchBody(id, parameters, request, at: elapsed, requestID: stamp.requestID)
      return answer(200, body, stamp: stamp)
    case .query:
      // The key may be inside the parameters, so they are read before it is checked and judged
      // after.
      let fields = Result { () throws(Refusal) in try StatusFields(parameters) }
      let inner = if case .success(let fields) = fields { fields.apiKey } else { String?.none }
      try authorize(request.bearerToken ?? inner)
      try admit(at: elapsed, stamp: &stamp)
      let query = try fields.get().validated()
      return answer(
        200, try queryBody(query, at: elapsed, requestID: stamp.requestID), stamp: stamp)
    }
  }

  private func authorize(_ token: String?) throws(Refusal) {
    guard let token else { throw .keyMissing }
    guard token == apiKey else { throw .keyInvalid }
  }

  private func admit(at elapsed: Duration, stamp: inout AnswerStamp) throws(Refusal) {
    let wait: Int? = counters.withLock { counters in
      let isAdmitted = counters.window.admit(at: elapsed)
      stamp.remaining = counters.window.remaining
      return isAdmitted ? nil : counters.window.secondsUntilReset(at: elapsed)
    }
    if let wait { throw .rateLimited(retryAfter: wait) }
  }

  private func answer(
    _ status: Int, _ body: [UInt8], stamp: AnswerStamp, extra: [SimulatorHeader] = []
  ) -> SimulatorResponse {
    var headers: [SimulatorHeader] = []
    if !body.isEmpty { headers.append(.init(name: "Content-Type", value: "application/json")) }
    if status != 500 {
      headers.append(.init(name: "X-RateLimit-Limit", value: String(limit)))
      headers.append(.init(name: "X-RateLimit-Remaining", value: String(stamp.remaining)))
    }
    headers.append(.init(name: "Access-Control-Allow-Origin", value: "*"))
    return SimulatorResponse(status: status, headers: headers + extra, body: body)
  }

  private func refused(
    _ refusal: Refusal, to request: SimulatorRequest, stamp: AnswerStamp
  ) -> SimulatorResponse {
    var extra: [SimulatorHeader] = []
    switch refusal.status {
    case 401: extra.append(.init(name: "WWW-Authenticate", value: "Bearer realm=\"simulator\""))
    case 405: extra.append(.init(name: "Allow", value: "GET"))
    default: break
    }
    if let wait = refusal.retryAfter {
      extra.append(.init(name: "Retry-After", value: String(wait)))
    }
    let body = Self.body(of: refusal, to: request, requestID: stamp.requestID)
    return answer(refusal.status, body, stamp: stamp, extra: extra)
  }
}
