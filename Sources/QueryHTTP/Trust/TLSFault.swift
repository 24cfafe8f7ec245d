import NIOSSL

/// Why a TLS handshake came to nothing, as far as the TLS library tells.
enum TLSFault: Hashable, Sendable {
  /// The server's certificates were not believed; the library does not say why.
  case certificate
  case wrongName
  /// What answered did not speak TLS.
  case noTLS
  /// The server knows no version that is taken here.
  case oldVersion
  case hungUp
  /// The server asks for a certificate of ours.
  case clientCertificate
  case other

  /// Nil for an error that is not about TLS.
  init?(_ error: any Error) {
    switch error {
    case is NameGuard.WrongName: self = .wrongName
    case let error as NIOSSLExtraError:
      self =
        error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch
        ? .wrongName : .other
    case NIOSSLError.unableToValidateCertificate: self = .wrongName
    case NIOSSLError.handshakeFailed(let cause): self = Self.told(by: cause)
    case let error as BoringSSLError: self = Self.told(by: error)
    // A connection that broke later on.
    case NIOSSLError.uncleanShutdown: return nil
    case is NIOSSLError: self = .other
    default: return nil
    }
  }

  /// BoringSSL's own words for its errors, since that is all its stack of errors holds.
  private static func told(by cause: BoringSSLError) -> TLSFault {
    let words: [(String, TLSFault)] = [
      ("CERTIFICATE_VERIFY_FAILED", .certificate), ("WRONG_VERSION_NUMBER", .noTLS),
      ("HTTP_REQUEST", .noTLS), ("HTTPS_PROXY_REQUEST", .noTLS), ("UNEXPECTED_RECORD", .noTLS),
      ("INVALID_SSL_RECORD", .noTLS), ("UNSUPPORTED_PROTOCOL", .oldVersion),
      ("PROTOCOL_VERSION", .oldVersion), ("EOF during handshake", .hungUp),
      ("CERTIFICATE_REQUIRED", .clientCertificate),
    ]
    let text = "\(cause)"
    return words.first { text.contains($0.0) }?.1 ?? .other
  }
}
