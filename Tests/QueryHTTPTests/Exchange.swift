import QueryHTTP

/// Requests of a test over a transport of their own.
enum Exchange {
  /// Sends requests one after another, and closes the connections.
  static func results(
    of requests: [HTTPRequest], over settings: ConnectionSettings = ConnectionSettings()
  ) async throws -> [Result<HTTPResponse, TransportError>] {
    let transport = AsyncHTTPTransport(settings)
    var results: [Result<HTTPResponse, TransportError>] = []
    for request in requests {
      do {
        results.append(.success(try await transport.send(request)))
      } catch let error as TransportError {
        results.append(.failure(error))
      }
    }
    try await transport.shutdown()
    return results
  }

  /// Sends one request.
  static func result(
    of request: HTTPRequest, over settings: ConnectionSettings = ConnectionSettings()
  ) async throws -> Result<HTTPResponse, TransportError> {
    try await results(of: [request], over: settings)[0]
  }

  /// Sends a GET that has to fail.
  ///
  /// - Returns: what a person reads.
  static func complaint(
    _ url: String, over settings: ConnectionSettings = ConnectionSettings()
  ) async throws -> String {
    switch try await result(of: HTTPRequest(url: url), over: settings) {
    case .success(let response): "answered \(response.status)"
    case .failure(let error): "\(error)"
    }
  }
}
