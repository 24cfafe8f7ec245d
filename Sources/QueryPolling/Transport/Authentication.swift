/// How a request proves who asks: always in a header, never in a URL.
package enum Authentication: Hashable, Sendable {
  /// `Authorization: Bearer …`
  case bearer(Credential)
  /// A header of the provider's own, such as `X-API-Key`.
  case header(name: String, Credential)

  /// The header to send; the one place where a token leaves its `Credential`.
  var field: (name: String, value: String) {
    switch self {
    case .bearer(let credential): ("Authorization", "Bearer \(credential.reveal())")
    case .header(let name, let credential): (name, credential.reveal())
    }
  }
}
