package import FoundationEssentials
package import QueryCore

/// Asynchronous jobs of a toolkitapi.io analytics account.
///
/// The endpoint is documented as reserved: until the provider enables it every answer is a 501,
/// which is `PollProblem.unsupported`.
package struct ToolkitSource: QuerySource {
  /// The provider's own name, which a source has unless it is configured under another.
  package static let standardName = "toolkit"
  package static let standardBase = "https://analytics.toolkitapi.io"

  package let name: String
  private let base: BaseURL
  private let credential: Credential
  private let poll: SinglePoll
  private let now: @Sendable () -> Date

  /// - Parameter now: the wall clock, against which waits are dated.
  package init(
    name: String = ToolkitSource.standardName, base: BaseURL, credential: Credential,
    transport: any HTTPTransport, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.name = name
    self.base = base
    self.credential = credential
    poll = SinglePoll(transport: transport)
    self.now = now
  }

  package func poll(
    _ target: Target, previous: TargetSnapshot?
  ) async throws(CancellationError) -> PollOutcome {
    guard target.kind == .job else { return PollOutcome(.failure(.unsupported), requests: 0) }
    return try await poll.send(request(target.id)) { try answer($0) }
  }

  package func results(of target: Target) -> (any ResultSource)? {
    guard target.kind == .job else { return nil }
    return ToolkitResults(
      sourceName: name, request: request(target.id), transport: poll.transport
    ) { [self] response in
      let problem = problem(response, ErrorBody.decode(response.body) ?? QueryFailure())
      if case .notFound(let failure) = problem { return .noResult(failure) }
      return problem
    }
  }

  private func request(_ id: String) -> HTTPRequest {
    HTTPRequest(
      url: "\(base.text)/v1/jobs/\(id)",
      authentication: .apiKey(credential), bodyLimit: HTTPRequest.pageBodyLimit,
      takesStart: true)
  }

  private func answer(_ response: HTTPResponse) throws -> PollAnswer {
    guard (200...299).contains(response.status) else {
      throw problem(response, ErrorBody.decode(response.body) ?? QueryFailure())
    }
    let job = try ToolkitJobResponse(decoding: response.body, isCut: response.isCut)
    guard let status = job.status else {
      throw PollProblem.unreadable("the answer holds no status")
    }
    let state = ToolkitStatus.state(status)
    let detail = QueryDetail(
      failure: job.failure, resultRows: job.resultRows, resultColumns: job.resultColumns,
      percent: job.percent, rawAnswer: String.cut(response.body, to: 64 << 10))
    return PollAnswer(
      state: state, providerStatus: status, detail: .query(detail), failure: job.failure,
      startedAt: job.createdAt, endedAt: state.isTerminal ? job.completedAt : nil)
  }

  private func problem(_ response: HTTPResponse, _ said: QueryFailure) -> PollProblem {
    let problem = PollProblem(refusal: response, said: said, now: now())
    guard case .notFound(var failure) = problem else { return problem }
    failure.advice = "check the id: how long jobs are kept is not documented"
    return .notFound(failure)
  }
}
