/// Why a request has no answer.
package enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The connection or the answer took too long.
  case timedOut
  /// No connection, or one that broke; holds a short reason without addresses.
  case unreachable(String)
  /// The body, or its announced length, is over the limit in bytes.
  case tooLarge(limit: Int)
  /// The answer is not HTTP as it should be; holds what was wrong.
  case malformed(String)
  /// The URL is not https, nor http on the loopback or where that is allowed: the request was not sent.
  case insecure

  package var description: String {
    switch self {
    case .timedOut: "no answer in time"
    case .unreachable(let reason): reason
    case .tooLarge(let limit): "the answer is larger than \(limit >> 20) MiB"
    case .malformed(let reason): reason
    case .insecure:
      "only https is asked, without --allow-http (http on this machine's loopback alone)"
    }
  }
}
