import QueryCore
import ResultTables

/// One request for rows and what every provider's answer to it has in common.
struct ResultExchange: Sendable {
  private let transport: any HTTPTransport
  private let decoder: ResultPageDecoder

  init(transport: any HTTPTransport, layout: ResultLayout) {
    self.transport = transport
    decoder = ResultPageDecoder(
      layout: layout, limits: ResultDecodeLimits(bodyBytes: HTTPRequest.resultBodyLimit))
  }

  /// Sends a request, with the limits of an answer that is a page of rows, and reads the page.
  ///
  /// - Parameters:
  ///   - refuse: makes the problem of an answer that is no success.
  ///   - read: makes the answer of the rows and the rest of the JSON; throws the `PollProblem` or
  ///     `JSONError` that is in its way.
  /// - Throws: `PollProblem`, or `CancellationError` when the task was cancelled.
  func send(
    _ request: HTTPRequest, refusing refuse: (HTTPResponse) -> PollProblem,
    reading read: (DecodedResult) throws -> ResultPageAnswer
  ) async throws -> ResultPageAnswer {
    var request = request
    request.bodyLimit = HTTPRequest.resultBodyLimit
    request.takesStart = false
    request.timeout = HTTPRequest.resultTimeout
    do {
      let response = try await transport.send(request)
      guard (200...299).contains(response.status) else { throw refuse(response) }
      var answer = try read(try decoder.decode(response.body))
      answer.budget = RequestBudget(response.headers)
      return answer
    } catch {
      throw try PollProblem(caught: error)
    }
  }
}
