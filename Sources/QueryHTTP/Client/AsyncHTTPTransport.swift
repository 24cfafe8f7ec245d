import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The transport over AsyncHTTPClient, held to what a stranger's server may be trusted with:
/// nothing followed, nothing tried again, nothing unpacked, sizes and times bounded.
package final class AsyncHTTPTransport: HTTPTransport {
  private let client: HTTPClient
  private let allowsHTTP: Bool

  /// Makes the transport on the process's shared event loops; `shutdown()` must be called before it
  /// goes.
  ///
  /// - Parameter allowsHTTP: whether other machines than this one may be asked without TLS.
  package init(allowsHTTP: Bool = false) {
    self.allowsHTTP = allowsHTTP
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.configuration())
  }

  /// Closes every connection; requests still under way fail.
  ///
  /// - Throws: `TransportError.unreachable` when the client would not close.
  package func shutdown() async throws {
    do {
      try await client.shutdown()
    } catch {
      throw TransportError.unreachable("the connections could not be closed")
    }
  }

  package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard BaseURL.isSecure(request.url, allowsHTTP: allowsHTTP) else {
      throw TransportError.insecure
    }
    try Task.checkCancellation()
    do {
      return try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
        group.addTask { try await self.exchange(request) }
        group.addTask {
          try await ContinuousClock().sleep(for: request.timeout)
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

  private func exchange(_ request: HTTPRequest) async throws -> HTTPResponse {
    let timeout = TimeAmount.nanoseconds(Int64(request.timeout / .nanoseconds(1)))
    let response = try await client.execute(outgoing(request), timeout: timeout)
    let coding = response.headers.first(name: "Content-Encoding")?.lowercased()
    guard coding == nil || coding == "" || coding == "identity" else {
      throw TransportError.malformed("the answer is packed, though identity was asked for")
    }
    var body: [UInt8] = []
    if let text = response.headers.first(name: "Content-Length"), let length = Int(text) {
      guard length <= request.bodyLimit || request.takesStart else {
        throw TransportError.tooLarge(limit: request.bodyLimit)
      }
      // A promise costs address space alone, and a page of rows need not be moved while it grows.
      body.reserveCapacity(max(0, min(length, request.bodyLimit, 16 << 20)))
    }
    var isCut = false
    for try await part in response.body {
      let room = request.bodyLimit - body.count
      isCut = part.readableBytes > room
      guard !isCut || request.takesStart else {
        throw TransportError.tooLarge(limit: request.bodyLimit)
      }
      // Left alone, an array doubles: the last doubling would go past the limit.
      if body.count > request.bodyLimit / 4 { body.reserveCapacity(request.bodyLimit) }
      body.append(contentsOf: part.readableBytesView.prefix(room))
      // What is left unread goes with its connection.
      if isCut { break }
    }
    // A cancelled body ends like a whole one.
    try Task.checkCancellation()
    var headers = HTTPHeaderFields()
    for (name, value) in response.headers { headers.append(name, value) }
    return HTTPResponse(
      status: Int(response.status.code), headers: headers, body: body, isCut: isCut)
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
    outgoing.headers.replaceOrAdd(name: "Accept-Encoding", value: "identity")
    if let field = request.authentication?.field {
      outgoing.headers.replaceOrAdd(name: field.name, value: field.value)
    }
    return outgoing
  }
}
