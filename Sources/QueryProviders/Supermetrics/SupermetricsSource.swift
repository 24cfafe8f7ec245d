import FoundationEssentials
package import QueryCore
import QueryHTTP

/// Batches and queries of a Supermetrics account, over its two status endpoints.
package struct SupermetricsSource: QuerySource {
  /// The base is that of all the provider's prose documentation.
  package static let description = ProviderDescription(
    name: "supermetrics", environmentStem: "SUPERMETRICS",
    defaultBase: "https://api.supermetrics.com/enterprise/v2", authentication: .bearer,
    probe: .batch, workflowSampling: WorkflowSampling(of: .batch, by: .query),
    kinds: [
      KindDescription(
        .batch, statusURLs: ["/query/batch/{id}/status", "/query/batch/{id}"],
        notFoundAdvice: notFoundAdvice),
      KindDescription(
        .query,
        statusURLs: [
          "/query/status?schedule_id={id}", "/query/results?schedule_id={id}",
          "/query/data/json?schedule_id={id}",
        ], notFoundAdvice: notFoundAdvice),
    ])

  private static let notFoundAdvice =
    "check the id; answers are kept for about an hour after the end"

  package let name: String
  package let traits: SourceTraits
  let requests: SupermetricsRequests
  let transport: any HTTPTransport
  let now: @Sendable () -> Date

  package init(_ connection: SourceConnection) {
    name = connection.name
    traits = SourceTraits(
      places: connection.places, workflowSampling: Self.description.workflowSampling)
    requests = SupermetricsRequests(
      base: connection.base, authentication: connection.authentication)
    transport = connection.transport
    now = connection.now
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    var exchange = SupermetricsExchange(transport: transport, now: now)
    let result = try await answer(target, previous, &exchange)
    return PollOutcome(
      result, budget: exchange.budget, wait: exchange.wait, requests: exchange.requests)
  }

  package func results(of target: Target) -> (any ResultSource)? {
    target.kind == .query ? SupermetricsResults(id: target.id, of: self) : nil
  }

  package var actions: (any ActionSource)? { SupermetricsActions(self) }

  private func answer(
    _ target: Target, _ previous: TargetSnapshot?, _ exchange: inout SupermetricsExchange
  ) async throws(CancellationError) -> Result<PollAnswer, PollProblem> {
    do {
      switch target.kind {
      case .batch:
        return .success(try await pollBatch(target.id, previous, &exchange))
      case .query: return .success(try await pollQuery(target.id, &exchange))
      default: return .failure(.unsupported)
      }
    } catch {
      let problem = try PollProblem(caught: error)
      guard case .notFound(var failure) = problem else { return .failure(problem) }
      failure.advice = Self.notFoundAdvice
      return .failure(.notFound(failure))
    }
  }

  // MARK: One query

  private func pollQuery(
    _ id: String, _ exchange: inout SupermetricsExchange
  ) async throws -> PollAnswer {
    let response = try await exchange.send(requests.queryStatus(id: id))
    guard (200...299).contains(response.status) else {
      let failure = ErrorBody.decode(response.body)
      throw SupermetricsRefusal.problem(response, failure: failure, isQuery: true, now: now())
    }
    let status = try SupermetricsQueryResponse(decoding: response.body)
    guard status.statusCode != nil else {
      guard let failure = status.failure else {
        throw PollProblem.unreadable("the answer holds no status_code")
      }
      throw SupermetricsRefusal.problem(response, failure: failure, isQuery: true, now: now())
    }
    try PollProblem.check(status.scheduleID, is: id)
    return answer(status, response)
  }

  private func answer(
    _ status: SupermetricsQueryResponse, _ response: HTTPResponse
  ) -> PollAnswer {
    let detail = QueryDetail(
      partsReady: status.partsReady, partsTotal: status.partsTotal, failure: status.failure,
      resultRows: status.resultRows,
      rawAnswer: String.cut(response.body, to: QueryDetail.longestAnswer),
      answerBytes: response.body.count, answerStatus: response.status)
    var answer = PollAnswer(
      state: SupermetricsStatus.queryState(status.statusCode), providerStatus: status.statusCode,
      detail: .query(detail), failure: status.failure, requestID: status.requestID,
      startedAt: status.startedAt, endedAt: status.endedAt, workflow: status.workflow(at: now()))
    answer.doubts += status.damage?.sentences ?? []
    return answer
  }
}

/// The requests of one poll, and the newest word on budget and wait among their answers.
struct SupermetricsExchange {
  let transport: any HTTPTransport
  let now: @Sendable () -> Date
  private(set) var budget: RequestBudget?
  private(set) var wait: Duration?
  private(set) var requests = 0

  init(transport: any HTTPTransport, now: @escaping @Sendable () -> Date) {
    self.transport = transport
    self.now = now
  }

  /// Sends one request of the poll and keeps the budget and the wait its answer tells.
  mutating func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    requests += 1
    let response = try await transport.send(request)
    budget = RequestBudget(response.headers) ?? budget
    wait = RetryAfter.wait(response.headers, now: now())
    return response
  }
}
