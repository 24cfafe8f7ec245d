/// The network, as far as a source needs it: one request, one answer, nothing followed.
package protocol HTTPTransport: Sendable {
  /// Sends one request and takes its whole answer.
  ///
  /// - Throws: `TransportError` when there is no whole answer; `CancellationError` when the task
  ///   was cancelled.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// A whole answer; 3xx, 4xx and 5xx are answers too.
package struct HTTPResponse: Hashable, Sendable {
  /// 200 to 599.
  package let status: Int
  package let headers: HTTPHeaderFields
  /// Unpacked, without a byte order mark, and within the request's limit.
  package let body: [UInt8]
  /// Whether there was more of the body than the request takes.
  package let isCut: Bool
  /// Bytes the body came in: fewer than it has where it was packed.
  package let receivedBytes: Int

  /// - Parameter receivedBytes: nil for a body that came as it is.
  package init(
    status: Int, headers: HTTPHeaderFields = [:], body: [UInt8] = [], isCut: Bool = false,
    receivedBytes: Int? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
    self.receivedBytes = receivedBytes ?? body.count
  }
}

/// Why a request has no answer.
package enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The connection or the answer took too long.
  case timedOut
  /// No connection, or one that broke; holds a short reason without addresses.
  case unreachable(String)
  /// There was no connection to send it over; holds why. Told only of requests that have something done, since only of those it
  /// matters; for others it is `unreachable` or `timedOut`.
  case notSent(String)
  /// The body, or its announced length, is over the limit in bytes.
  case tooLarge(limit: Int)
  /// The answer is not HTTP as it should be; holds what was wrong.
  case malformed(String)
  /// The URL is not https, nor http on the loopback or where that is allowed: the request was not sent.
  case insecure

  package var description: String {
    switch self {
    case .timedOut: "no answer in time"
    case .unreachable(let reason), .notSent(let reason): reason
    case .tooLarge(let limit): "the answer is larger than \(limit >> 20) MiB"
    case .malformed(let reason): reason
    case .insecure:
      "only https is asked, without --allow-http (http on this machine's loopback alone)"
    }
  }
}
