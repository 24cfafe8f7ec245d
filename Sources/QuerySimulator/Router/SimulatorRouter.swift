import NIOConcurrencyHelpers

/// Answers the status endpoints of all three providers from a story, to the letter of their
/// contracts.
///
/// It is pure but for its counters: of the requests of the hour, and of the answers, from which
/// request ids are made. It knows no socket and no clock; the moment comes with each request.
/// Where the contract does not say in which object a field stands, a batch follows a query: status,
/// `progress` and `paginate` are in `meta`. Rows come as the vendor's OpenAPI document has them
/// (`DataResponse`): `meta.query`, `meta.result`, and links to the pages around in `meta.paginate`.
package final class SimulatorRouter: Sendable {
  let scenario: Scenario
  let tasks: TaskStory
  let origin: Int
  private let apiKey: String
  private let isToolkitReserved: Bool
  private let limit: Int
  private let counters: NIOLockedValueBox<RouterCounters>
  /// What has been made and cancelled.
  let batches = NIOLockedValueBox(RouterBatches())

  /// Where both Supermetrics endpoints live below the host.
  package static let pathPrefix = "/enterprise/v2"
  package static let polytomicPrefix = "/polytomic"
  package static let toolkitPrefix = "/toolkit"

  /// Makes a router for one key; the limit is held to the contract's 1 to 10,000 an hour.
  ///
  /// - Parameters:
  ///   - othersPerHour: requests another client of the key makes, which nobody sees but in the
  ///     numbers of `X-RateLimit-Remaining`.
  ///   - isToolkitReserved: whether the toolkit answers 501 to everything, as it does today.
  package init(
    scenario: Scenario, apiKey: String = "demo-key", hourlyLimit: Int = 5000,
    othersPerHour: Int = 0, isToolkitReserved: Bool = false
  ) {
    self.scenario = scenario
    self.apiKey = apiKey
    self.isToolkitReserved = isToolkitReserved
    tasks = TaskStory(scenario.options)
    origin = scenario.startedAt.millisecondsSinceEpoch
    let window = RequestWindow(limit: hourlyLimit, othersPerHour: othersPerHour)
    limit = window.limit
    let windows = [SimulatedProvider.supermetrics: window, .toolkit: window]
    counters = NIOLockedValueBox(RouterCounters(windows: windows, seed: scenario.options.seed))
  }

  /// Answers a request at a moment of the story.
  ///
  /// - Parameters:
  ///   - answer: what is not made of bytes alone, as `drop` and `slow`, is the server's to do:
  ///     `drop` and `oversized` are taken as `empty` here, and the others as `normal`.
  ///   - results: how rows are handed out.
  package func respond(
    to request: SimulatorRequest, at elapsed: Duration, as answer: SimulatedAnswer = .normal,
    results: SimulatedResults = SimulatedResults()
  ) -> SimulatorResponse {
    let provider = SimulatorRoute(request.path)?.provider ?? .supermetrics
    if request.method != "GET" {
      batches.withLockedValue { $0.received.append("\(request.method) \(request.path)") }
    }
    var stamp = counters.withLockedValue { $0.stamp(for: provider) }
    do throws(Refusal) {
      switch answer {
      case .normal, .hang, .slow, .truncated, .skewed: break
      case .lost: break
      case .problem(let status): throw .problem(status: status)
      case .status(let status):
        throw .injected(status: (300...599).contains(status) ? status : 500)
      case .throttled(let seconds, false): throw .rateLimited(retryAfter: seconds)
      case .throttled(let seconds, true):
        throw .rateLimitedUntil(origin + elapsed.milliseconds + seconds * 1000)
      case .redirect, .garbage, .html, .empty, .deep, .gzipBomb, .oversized, .drop:
        return Self.broken(answer)
      }
      return try answered(request, at: elapsed, stamp: &stamp, results)
    } catch {
      return refused(error, to: request, at: elapsed, stamp: stamp)
    }
  }

  private func answered(
    _ request: SimulatorRequest, at elapsed: Duration, stamp: inout AnswerStamp,
    _ manner: SimulatedResults
  ) throws(Refusal) -> SimulatorResponse {
    guard let route = SimulatorRoute(request.path) else { throw .pathNotFound }
    guard route.methods.contains(request.method) else { throw .methodNotAllowed }
    let parameters = QueryParameters(parsing: request.query)
    let body: [UInt8]
    switch route {
    case .batches, .batchInfo:
      try authorize(request.bearerToken)
      try admit(.supermetrics, at: elapsed, stamp: &stamp)
      let acted = try act(route, request, at: elapsed, requestID: stamp.requestID)
      return answer(acted.status, acted.body, from: .supermetrics, at: elapsed, stamp: stamp)
    case .batch(let id):
      try authorize(request.bearerToken)
      try admit(.supermetrics, at: elapsed, stamp: &stamp)
      body = try batchBody(id, parameters, request, at: elapsed, requestID: stamp.requestID)
    case .query:
      // The key may be inside the parameters, so they are read before it is checked and judged
      // after.
      let fields = Result { () throws(Refusal) in try StatusFields(parameters) }
      let inner = if case .success(let fields) = fields { fields.apiKey } else { String?.none }
      try authorize(request.bearerToken ?? inner)
      try admit(.supermetrics, at: elapsed, stamp: &stamp)
      let query = try fields.get().validated()
      body = try queryBody(query, request, at: elapsed, requestID: stamp.requestID, manner)
    case .results:
      try authorize(request.bearerToken)
      try admit(.supermetrics, at: elapsed, stamp: &stamp)
      let query = try StatusFields.results(parameters)
      guard try hasRows(query.scheduleID, at: elapsed) else { throw .resultsUnavailable }
      body = try queryBody(query, request, at: elapsed, requestID: stamp.requestID, manner)
    case .polytomic(let id):
      try authorize(request.bearerToken ?? request.basicPassword)
      body = try polytomicBody(id, page: parameters["page"], at: elapsed, manner)
    case .toolkit(let id):
      try authorize(request.apiKey)
      if isToolkitReserved { throw .notImplemented }
      try admit(.toolkit, at: elapsed, stamp: &stamp)
      body = try toolkitBody(id, at: elapsed, manner)
    }
    return answer(200, body, from: route.provider, at: elapsed, stamp: stamp)
  }

  private func authorize(_ token: String?) throws(Refusal) {
    guard let token else { throw .keyMissing }
    guard token == apiKey else { throw .keyInvalid }
  }

  private func admit(
    _ provider: SimulatedProvider, at elapsed: Duration, stamp: inout AnswerStamp
  ) throws(Refusal) {
    let wait: Int? = counters.withLockedValue { counters in
      guard var window = counters.windows[provider] else { return nil }
      let isAdmitted = window.admit(at: elapsed)
      counters.windows[provider] = window
      stamp.remaining = window.remaining
      return isAdmitted ? nil : window.secondsUntilReset(at: elapsed)
    }
    if let wait { throw .rateLimited(retryAfter: wait) }
  }

  private func answer(
    _ status: Int, _ body: [UInt8], from provider: SimulatedProvider, at elapsed: Duration,
    stamp: AnswerStamp, extra: [SimulatorHeader] = []
  ) -> SimulatorResponse {
    var headers: [SimulatorHeader] = []
    if !body.isEmpty { headers.append(.init(name: "Content-Type", value: "application/json")) }
    if provider != .polytomic, status != 500 {
      headers.append(.init(name: "X-RateLimit-Limit", value: String(limit)))
      headers.append(.init(name: "X-RateLimit-Remaining", value: String(stamp.remaining)))
    }
    switch provider {
    case .supermetrics: headers.append(.init(name: "Access-Control-Allow-Origin", value: "*"))
    case .polytomic: headers.append(.init(name: "X-Polytomic-Version", value: "2025-09-18"))
    case .toolkit:
      let wait = counters.withLockedValue {
        $0.windows[.toolkit]?.secondsUntilReset(at: elapsed) ?? 1
      }
      let reset = (origin + elapsed.milliseconds) / 1000 + wait
      headers.append(.init(name: "X-RateLimit-Reset", value: String(reset)))
    }
    return SimulatorResponse(status: status, headers: headers + extra, body: body)
  }

  private func refused(
    _ refusal: Refusal, to request: SimulatorRequest, at elapsed: Duration, stamp: AnswerStamp
  ) -> SimulatorResponse {
    var extra: [SimulatorHeader] = []
    switch refusal.status {
    case 401: extra.append(.init(name: "WWW-Authenticate", value: "Bearer realm=\"simulator\""))
    case 405:
      let methods = SimulatorRoute(request.path)?.methods ?? ["GET"]
      extra.append(.init(name: "Allow", value: methods.joined(separator: ", ")))
    default: break
    }
    if let wait = refusal.retryAfter {
      extra.append(.init(name: "Retry-After", value: wait))
    }
    let route = SimulatorRoute(request.path)
    return answer(
      refusal.status, Self.body(of: refusal, to: route, requestID: stamp.requestID),
      from: route?.provider ?? .supermetrics, at: elapsed, stamp: stamp, extra: extra)
  }
}
