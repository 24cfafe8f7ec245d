import QueryCore
package import ResultTables

/// The rows of one toolkit job, all of them in the answer that tells its status.
package struct ToolkitResults: ResultSource {
  package let sourceName: String
  private let request: HTTPRequest
  private let exchange: ResultExchange
  private let refuse: @Sendable (HTTPResponse) -> PollProblem

  /// - Parameters:
  ///   - request: asks for the job.
  ///   - refuse: makes the problem of an answer that is no success.
  init(
    sourceName: String, request: HTTPRequest, transport: any HTTPTransport,
    refusing refuse: @escaping @Sendable (HTTPResponse) -> PollProblem
  ) {
    self.sourceName = sourceName
    self.request = request
    self.refuse = refuse
    exchange = ResultExchange(
      transport: transport,
      layout: ResultLayout(rows: ["results", "rows"], names: ["results", "columns"]))
  }

  package var access: ResultAccess { .whole }

  @concurrent package func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    guard case .whole = request else { throw PollProblem.unsupported }
    return try await exchange.send(self.request, refusing: refuse, reading: answer)
  }

  private func answer(_ decoded: DecodedResult) throws -> ResultPageAnswer {
    let job = try ToolkitJobResponse(decoding: decoded.envelope)
    guard let status = job.status else {
      throw PollProblem.unreadable("the answer holds no status")
    }
    let state = ToolkitStatus.state(status)
    guard state == .succeeded else {
      throw PollProblem.noResult(.noRows(of: .job, in: state, saying: job.failure))
    }
    return ResultPageAnswer(decoded.page, totalRows: decoded.page.rowCount)
  }
}
