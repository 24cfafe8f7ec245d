import FoundationEssentials

/// How a provider wants a key sent.
package enum AuthenticationScheme: Hashable, Sendable {
  /// `Authorization: Bearer …`
  case bearer
  /// `X-API-Key: …`
  case apiKey
  /// Bearer, but a key written with the prefix before it is sent without it, as Basic.
  case bearerOrBasic(prefix: String)

  /// What to send of a key as people set it.
  ///
  /// - Throws: `CredentialError`, which never holds the key.
  package func authentication(
    _ credential: Credential
  ) throws(CredentialError) -> Authentication {
    switch self {
    case .bearer: return .bearer(credential)
    case .apiKey: return .apiKey(credential)
    case .bearerOrBasic(let prefix):
      let key = credential.reveal()
      guard key.hasPrefix(prefix) else { return .bearer(credential) }
      return .basic(try Credential(String(key.dropFirst(prefix.count))))
    }
  }
}

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
