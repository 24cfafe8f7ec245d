import AsyncHTTPClient
import FoundationEssentials
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1

/// The transport over AsyncHTTPClient, held to what a stranger's server may be trusted with:
/// nothing followed, sizes and times bounded, unpacked by our own count.
///
/// What has something done goes over a connection of its own, once. Nothing is tried again but a GET whose reused connection died before a byte of an answer: that the
/// server closed it while idle is not known before it is used.
package final class AsyncHTTPTransport: HTTPTransport {
  /// The way it goes.
  package let settings: ConnectionSettings
  private let client: HTTPClient
  /// Uses no connection twice.
  private let freshClient: HTTPClient
  private let known: NIOLockedValueBox<ConnectionFacts>

  /// Makes the transport on the process's shared event loops; `shutdown()` must be called before it
  /// goes.
  package init(_ settings: ConnectionSettings = ConnectionSettings()) {
    self.settings = settings
    let known = NIOLockedValueBox(ConnectionFacts())
    self.known = known
    var configuration = settings.clientConfiguration { channel in
      known.withLockedValue { $0.family = channel.remoteAddress?.family }
    }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    configuration.maximumUsesPerConnection = 1
    freshClient = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// What has been seen of the way to the server so far.
  package var facts: ConnectionFacts { known.withLockedValue(\.self) }

  /// Closes every connection; requests still under way fail.
  ///
  /// - Throws: `TransportError.unreachable` when the client would not close.
  package func shutdown() async throws {
    do {
      try await client.shutdown()
      try await freshClient.shutdown()
    } catch {
      throw TransportError.unreachable("the connections could not be closed")
    }
  }

  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard BaseURL.isSecure(request.url, allowsHTTP: settings.allowsHTTP) else {
      throw TransportError.insecure
    }
    try settings.checkIdentity(of: request.url)
    try Task.checkCancellation()
    do {
      // An answer comes in many parts: each would wake a thread of the pool, were it not taken where it arrives.
      let network = NetworkExecutor.shared
      return try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
        group.addTask(executorPreference: network) { try await self.explained(request) }
        group.addTask(executorPreference: network) {
          try await NetworkClock().sleep(for: request.timeout)
          throw TransportError.timedOut
        }
        defer { group.cancelAll() }
        guard let response = try await group.next() else { throw CancellationError() }
        return response
      }
    } catch {
      // Whatever a cancelled task ran into, it ran into it because it was cancelled.
      try Task.checkCancellation()
      throw Self.transportError(for: error)
    }
  }

  /// The answer, or an error a person can do something about.
  private func explained(_ request: HTTPRequest) async throws -> HTTPResponse {
    do {
      do {
        // Over a connection that the server has closed while it was idle, nobody would know whether what is sent once has arrived.
        return try await exchange(request, over: request.method == .get ? client : freshClient)
      } catch  where request.method == .get && Self.diedUnanswered(error) {
        return try await exchange(request, over: freshClient)
      }
    } catch {
      try Task.checkCancellation()
      let told = await settings.explanation(of: error, for: request.url)
      let isLost = request.method == .get || !Self.precedesRequest(error)
      throw isLost ? told : .notSent(told.description)
    }
  }

  private static func diedUnanswered(_ error: any Error) -> Bool {
    switch error {
    case is ReuseGuard.DiedUnanswered: true
    // It was closed before the request was written to it.
    case ChannelError.ioOnClosedChannel: true
    default: false
    }
  }

  private func exchange(
    _ request: HTTPRequest, over client: HTTPClient
  ) async throws -> HTTPResponse {
    let timeout = TimeAmount.nanoseconds(Int64(request.timeout / .nanoseconds(1)))
    let response = try await client.execute(outgoing(request), timeout: timeout)
    var headers = HTTPHeaderFields()
    for (name, value) in response.headers { headers.append(name, value) }
    noteClock(headers)
    var reader = try BodyReader(
      ContentCoding(response.headers["Content-Encoding"]), limit: request.bodyLimit,
      takesStart: request.takesStart,
      announced: response.headers.first(name: "Content-Length").flatMap { Int($0) })
    for try await part in response.body {
      try reader.append(part)
      // What is left unread goes with its connection.
      if reader.isCut { break }
    }
    // A cancelled body ends like a whole one.
    try Task.checkCancellation()
    let (isCut, received) = (reader.isCut, reader.received)
    return HTTPResponse(
      status: Int(response.status.code), headers: headers, body: try reader.finish(), isCut: isCut,
      receivedBytes: received)
  }

  private func noteClock(_ headers: HTTPHeaderFields) {
    let now = Date()
    guard let said = headers["Date"].flatMap({ HTTPDate.parse($0, now: now) }) else { return }
    let offset = said.timeIntervalSince(now)
    known.withLockedValue { $0.clockOffset = Int(offset.rounded()) }
  }

  private func outgoing(_ request: HTTPRequest) -> HTTPClientRequest {
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = .RAW(value: request.method.rawValue)
    if let body = request.body {
      outgoing.headers.add(name: "Content-Type", value: "application/json")
      outgoing.body = .bytes(body)
    }
    for field in request.headers.fields {
      outgoing.headers.add(name: field.name, value: field.value)
    }
    // A status of one query fits a packet or two as it is.
    let isLong = request.bodyLimit > HTTPRequest.standardBodyLimit
    // Rows of this very machine cost more to pack and unpack than to send.
    let isRows = request.bodyLimit >= HTTPRequest.resultBodyLimit
    let isNear = BaseURL.host(ofLocation: request.url).map(BaseURL.isLoopback) ?? false
    let isPacked = isLong && !(isRows && isNear)
    outgoing.headers.replaceOrAdd(name: "Accept-Encoding", value: isPacked ? "gzip" : "identity")
    if let field = request.authentication?.field {
      outgoing.headers.replaceOrAdd(name: field.name, value: field.value)
    }
    return outgoing
  }
}

extension SocketAddress {
  /// How it is written; nil for what is no address of the Internet.
  fileprivate var family: ConnectionFacts.Family? {
    switch self {
    case .v4: .v4
    case .v6: .v6
    case .unixDomainSocket: nil
    }
  }
}
