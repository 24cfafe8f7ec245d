import QueryHTTP

/// The way to all servers of a run, and the log of what was asked.
struct Network {
  /// What the calls go through.
  let transport: any HTTPTransport
  /// Whether base URLs with http may lead to other machines.
  var allowsHTTP = false
  /// The last calls of every source.
  let requestLog = RequestLog()

  /// Opens the way for as long as the body runs, then closes every connection.
  ///
  /// - Parameter allowsHTTP: whether base URLs with http may lead to other machines.
  static func open<Result>(
    allowsHTTP: Bool = false, _ body: (Network) async throws -> Result
  ) async throws -> Result {
    let transport = AsyncHTTPTransport(allowsHTTP: allowsHTTP)
    let result: Result
    do {
      result = try await body(Network(transport: transport, allowsHTTP: allowsHTTP))
    } catch {
      try await transport.shutdown()
      throw error
    }
    try await transport.shutdown()
    return result
  }

  /// The transport of one source: its calls are recorded, and answers that repeat a key are cleaned.
  func transport(of source: String, base: BaseURL) -> any HTTPTransport {
    RecordingTransport(
      source: source, base: base, transport: transport, log: requestLog, redactor: Secrets.redactor)
  }
}
