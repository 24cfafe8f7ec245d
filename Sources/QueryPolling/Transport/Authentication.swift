import FoundationEssentials

/// How a request proves who asks: always in a header, never in a URL.
package enum Authentication: Hashable, Sendable {
  /// `Authorization: Bearer …`
  case bearer(Credential)
  /// `Authorization: Basic …`, of a token written `USER:PASSWORD` (RFC 7617).
  case basic(Credential)
  /// `X-API-Key: …`
  case apiKey(Credential)

  /// The header to send; the one place where a token leaves its `Credential`.
  var field: (name: String, value: String) {
    switch self {
    case .bearer(let credential): ("Authorization", "Bearer \(credential.reveal())")
    case .basic(let credential):
      ("Authorization", "Basic \(Data(credential.reveal().utf8).base64EncodedString())")
    case .apiKey(let credential): ("X-API-Key", credential.reveal())
    }
  }
}
