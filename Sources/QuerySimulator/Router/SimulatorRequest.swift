import FoundationEssentials
import QueryCore

/// What the router needs to know of an HTTP request.
package struct SimulatorRequest: Hashable, Sendable {
  /// As sent: methods are told apart by case.
  package let method: String
  /// Without the query, as sent: still percent-encoded.
  package let path: String
  /// Without the question mark, still percent-encoded; empty where there is none.
  package let query: String
  /// The whole value of the `Authorization` header.
  package let authorization: String?
  /// The whole value of the `X-API-Key` header.
  package let apiKey: String?
  /// The `Host` header, of which result links are made.
  package let host: String?
  /// Empty where there is none.
  package var body: [UInt8] = []

  /// Makes a request; a GET unless told otherwise.
  package init(
    method: String = "GET", path: String, query: String = "", authorization: String? = nil,
    apiKey: String? = nil, host: String? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.authorization = authorization
    self.apiKey = apiKey
    self.host = host
  }

  /// The token of `Authorization: Bearer …`; nil where there is none.
  var bearerToken: String? {
    guard let parts = authorization?.split(separator: " ", maxSplits: 1), parts.count == 2,
      parts[0].lowercased() == "bearer"
    else { return nil }
    return String(parts[1])
  }

  /// The password of `Authorization: Basic …`; nil where there is none.
  var basicPassword: String? {
    guard let parts = authorization?.split(separator: " ", maxSplits: 1), parts.count == 2,
      parts[0].lowercased() == "basic", let bytes = Data(base64Encoded: String(parts[1]))
    else { return nil }
    let pair = String(decoding: bytes, as: UTF8.self).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return pair.count == 2 ? String(pair[1]) : nil
  }

  /// The host to put into a link: what the client sent, if it can be nothing but a host and a port.
  var linkHost: String {
    guard let host, (1...255).contains(host.utf8.count),
      host.utf8.allSatisfy({ $0.isNameByte || [.init(ascii: "."), .init(ascii: ":")].contains($0) })
    else { return "127.0.0.1" }
    return host
  }
}
