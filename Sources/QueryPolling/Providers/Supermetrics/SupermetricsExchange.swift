import QueryCore

/// The requests of one poll, and the newest word on the budget among their answers.
struct SupermetricsExchange {
  let transport: any HTTPTransport
  private(set) var budget: RequestBudget?

  init(transport: any HTTPTransport) {
    self.transport = transport
  }

  mutating func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let response = try await transport.send(request)
    budget = RequestBudget(response.headers) ?? budget
    return response
  }
}
