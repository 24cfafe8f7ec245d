/// How a request proves who asks: always in a header, never in a URL.
package enum Authentication: Hashable, Sendable {
  /// `Authorization: Bearer …`
  case bearer(Credential)

  /// The header to send; the one place where a token leaves its `Credential`.
  var field: (name: String, value: String) {
    switch self {
    case .bearer(let credential): ("Authorization", "Bearer \(credential.reveal())")
    }
  }
}
