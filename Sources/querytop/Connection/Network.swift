import QueryHTTP

/// The way to all servers of a run, and the log of what was asked.
struct Network {
  /// What the calls of every source go through, where a test hands it in; nil gives each source connections of its own.
  private let transport: (any HTTPTransport)?
  private let connections = Connections()
  /// Whether base URLs with http may lead to other machines.
  let allowsHTTP: Bool
  /// The last calls of every source.
  let requestLog = RequestLog()

  /// - Parameters:
  ///   - transport: what the calls of every source go through.
  ///   - allowsHTTP: whether base URLs with http may lead to other machines.
  init(transport: any HTTPTransport, allowsHTTP: Bool = false) {
    self.transport = transport
    self.allowsHTTP = allowsHTTP
  }

  private init(allowsHTTP: Bool) {
    transport = nil
    self.allowsHTTP = allowsHTTP
  }

  /// Opens the way for as long as the body runs, then closes every connection.
  ///
  /// - Parameter allowsHTTP: whether base URLs with http may lead to other machines.
  static func open<Result>(
    allowsHTTP: Bool = false, _ body: (Network) async throws -> Result
  ) async throws -> Result {
    let network = Network(allowsHTTP: allowsHTTP)
    let result: Result
    do {
      result = try await body(network)
    } catch {
      try await network.connections.shutdown()
      throw error
    }
    try await network.connections.shutdown()
    return result
  }

  /// The transport of one source: its calls are recorded, and answers that repeat a key are cleaned.
  func transport(
    of source: String, base: BaseURL, over settings: ConnectionSettings
  ) -> any HTTPTransport {
    RecordingTransport(
      source: source, base: base, transport: transport ?? connections.open(source, settings),
      log: requestLog, redactor: Secrets.redactor)
  }

  /// What a source is asked over; nil where nothing was made for it, or a test handed it in.
  func connection(of source: String) -> AsyncHTTPTransport? { connections.bySource[source] }

  /// What was opened, so that it can be closed.
  private final class Connections {
    private var opened: [AsyncHTTPTransport] = []
    private(set) var bySource: [String: AsyncHTTPTransport] = [:]

    func open(_ source: String, _ settings: ConnectionSettings) -> AsyncHTTPTransport {
      let transport = AsyncHTTPTransport(settings)
      opened.append(transport)
      bySource[source] = transport
      return transport
    }

    func shutdown() async throws {
      for transport in opened { try await transport.shutdown() }
    }
  }
}
