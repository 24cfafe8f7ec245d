import FoundationEssentials
package import QueryCore
import QueryHTTP
import ResultTables

/// Targets of a provider that is described by data alone.
package struct JSONStatusSource: QuerySource {
  package let name: String
  package let traits: SourceTraits
  private let description: JSONStatusDescription
  private let connection: SourceConnection

  package init(_ description: JSONStatusDescription, _ connection: SourceConnection) {
    self.description = description
    self.connection = connection
    name = connection.name
    traits = SourceTraits(
      places: connection.places, workflowSampling: description.provider.workflowSampling)
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    guard let endpoint = description.endpoints[target.kind],
      let kind = description.provider[target.kind]
    else { return PollOutcome(.failure(.unsupported), requests: 0) }
    if case .uuid(let advice) = kind.idForm, !kind.idForm.admits(target.id) {
      let failure = QueryFailure(message: "it is no UUID", advice: advice)
      return PollOutcome(.failure(.notFound(failure)), requests: 0)
    }
    var budget: RequestBudget?
    var wait: Duration?
    do {
      let response = try await connection.transport.send(request(target.id, endpoint))
      budget = RequestBudget(response.headers)
      wait = RetryAfter.wait(response.headers, now: connection.now())
      let answer = try answer(response, endpoint, kind, about: target.id)
      return PollOutcome(.success(answer), budget: budget, wait: wait)
    } catch {
      return PollOutcome(.failure(try PollProblem(caught: error)), budget: budget, wait: wait)
    }
  }

  package func results(of target: Target) -> (any ResultSource)? {
    guard let endpoint = description.endpoints[target.kind],
      let kind = description.provider[target.kind], kind.idForm.admits(target.id)
    else { return nil }
    return JSONStatusResults(
      of: target, endpoint, first: request(target.id, endpoint), connection
    ) { [self] response in
      let problem = problem(response, kind)
      if case .notFound(let failure) = problem { return .noResult(failure) }
      return problem
    }
  }

  private func request(_ id: String, _ endpoint: JSONEndpoint) -> HTTPRequest {
    HTTPRequest(
      url: connection.base.text + endpoint.path.replacing("{id}", with: id),
      headers: endpoint.headers,
      authentication: connection.authentication, bodyLimit: HTTPRequest.pageBodyLimit,
      takesStart: endpoint.takesStart)
  }

  private func answer(
    _ response: HTTPResponse, _ endpoint: JSONEndpoint, _ kind: KindDescription, about id: String
  ) throws -> PollAnswer {
    guard (200...299).contains(response.status) else { throw problem(response, kind) }
    let answer = try JSONStatusAnswer(decoding: response.body, endpoint.fields)
    try PollProblem.check(answer.id, is: id)
    let (status, state) = try endpoint.state(of: answer)
    let detail = QueryDetail(
      failure: answer.failure, resultRows: answer.resultRows, resultColumns: answer.resultColumns,
      percent: answer.percent, expiresAt: answer.expiresAt,
      rawAnswer: String.cut(response.body, to: QueryDetail.longestAnswer),
      answerBytes: response.body.count, answerStatus: response.status)
    var polled = PollAnswer(
      state: state, providerStatus: status, detail: .query(detail), failure: answer.failure,
      startedAt: answer.startedAt, endedAt: state.isTerminal ? answer.endedAt : nil)
    // That an answer too long to be taken breaks off is no fault of it.
    if !response.isCut { polled.doubts += answer.damage?.sentences ?? [] }
    return polled
  }

  private func problem(_ response: HTTPResponse, _ kind: KindDescription) -> PollProblem {
    let said = ErrorBody.decode(response.body) ?? QueryFailure()
    let problem = PollProblem(refusal: response, said: said, now: connection.now())
      .withStatus(response.status)
    guard case .notFound(var failure) = problem else { return problem }
    failure.advice = kind.notFoundAdvice
    return .notFound(failure)
  }
}

extension JSONEndpoint {
  /// The status word of an answer, and its state.
  ///
  /// - Throws: `PollProblem.unreadable` where there is none.
  func state(of answer: JSONStatusAnswer) throws(PollProblem) -> (word: String, QueryState) {
    guard let status = answer.status else {
      throw .unreadable("the answer holds no \(fields.statusPath)")
    }
    return (status, words.state(status))
  }
}

/// The rows of one target of a JSON status provider: whole in the answer that tells its status, or
/// page after page by the links of its answers.
private struct JSONStatusResults: ResultSource {
  let sourceName: String
  let places: SourcePlaces
  private let target: Target
  private let endpoint: JSONEndpoint
  private let first: HTTPRequest
  private let base: BaseURL
  private let exchange: ResultExchange
  private let cycles = CycleDetector()
  private let refuse: @Sendable (HTTPResponse) -> PollProblem

  /// - Parameters:
  ///   - first: asks for the first page.
  ///   - refuse: makes the problem of an answer that is no success.
  init(
    of target: Target, _ endpoint: JSONEndpoint, first: HTTPRequest, _ connection: SourceConnection,
    refusing refuse: @escaping @Sendable (HTTPResponse) -> PollProblem
  ) {
    sourceName = connection.name
    places = connection.places
    self.target = target
    self.endpoint = endpoint
    self.first = first
    base = connection.base
    self.refuse = refuse
    exchange = ResultExchange(
      transport: connection.transport, layout: endpoint.rows.layout, now: connection.now)
  }

  var access: ResultAccess { endpoint.rows.access }

  @concurrent func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    var page = first
    var link: String?
    switch (request, access) {
    case (.whole, .whole): break
    case (.link(let wanted), .chained):
      link = wanted
      if let wanted { page.url = try url(wanted) }
    default: throw PollProblem.unsupported
    }
    return try await exchange.send(page, refusing: refuse) { try answer($0, behind: link) }
  }

  private func answer(_ decoded: DecodedResult, behind link: String?) throws -> ResultPageAnswer {
    let answer = try JSONStatusAnswer(decoding: decoded.envelope, endpoint.fields)
    try PollProblem.check(answer.id, is: target.id)
    let (_, state) = try endpoint.state(of: answer)
    guard state == .succeeded else {
      throw PollProblem.noResult(.noRows(of: target.kind, in: state, saying: answer.failure))
    }
    try decoded.requireRows(announced: answer.resultRows)
    let next = answer.next.flatMap { $0.isEmpty ? nil : $0 }
    // Whether it may be followed is asked when it is: what came before it is good either way.
    if let next { try cycles.record(next, after: link) }
    let total = total(answer.resultRows, decoded.page, link: link, next: next)
    return ResultPageAnswer(
      decoded.page, totalRows: total, next: next, expiresAt: answer.expiresAt)
  }

  /// The rows of the whole result, as the answer tells: contracts do not say whether a count is of the
  /// result or of the page, so where there are more pages one that is right for the page says nothing.
  private func total(_ count: Int?, _ page: ResultPage, link: String?, next: String?) -> Int? {
    link == nil && next == nil || count != page.rowCount ? count : nil
  }

  private func url(_ link: String) throws(PollProblem) -> String {
    do {
      return try SameOriginLink(link, from: base, under: endpoint.apiPath).url
    } catch {
      throw .unreadable(error.description)
    }
  }
}
