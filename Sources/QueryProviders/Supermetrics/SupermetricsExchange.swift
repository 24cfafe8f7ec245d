import QueryCore
import QueryHTTP

/// The requests of one poll, and the newest word on the budget among their answers.
struct SupermetricsExchange {
  let transport: any HTTPTransport
  private(set) var budget: RequestBudget?
  private(set) var requests = 0

  init(transport: any HTTPTransport) {
    self.transport = transport
  }

  /// Sends one request of the poll and notes the budget its answer tells.
  mutating func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    requests += 1
    let response = try await transport.send(request)
    budget = RequestBudget(response.headers) ?? budget
    return response
  }
}
