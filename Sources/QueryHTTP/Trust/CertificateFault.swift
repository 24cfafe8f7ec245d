import FoundationEssentials
import NIOSSL

/// What is wrong with the certificates a server showed, as far as one can tell who does not trust them.
enum CertificateFault: Hashable, Sendable {
  case expired(Date)
  case notYetValid(Date)
  case selfSigned
  /// Signed by an authority nobody told this machine to trust; holds the authority's name, where it is one to show.
  case unknownAuthority(String?)

  /// Names the first reason that alone would do to refuse a chain, the server's own certificate first.
  init(_ chain: [NIOSSLCertificate], now: Date) throws {
    for certificate in chain {
      let end = Date(timeIntervalSince1970: Double(certificate.notValidAfter))
      let start = Date(timeIntervalSince1970: Double(certificate.notValidBefore))
      if end < now {
        self = .expired(end)
        return
      }
      if start > now {
        self = .notYetValid(start)
        return
      }
    }
    let names = try chain.map { CertificateNames(try $0.toDERBytes()) }
    if let own = names.first ?? nil, chain.count == 1, own.issuer == own.subject {
      self = .selfSigned
    } else {
      self = .unknownAuthority(names.last.flatMap(\.self)?.issuerCommonName)
    }
  }

  /// Why there is no connection, and what a person can do.
  var reason: String {
    switch self {
    case .expired(let end):
      "the server's certificate expired on \(Self.day(end)): it has to be renewed there, "
        + "unless this machine's clock is wrong"
    case .notYetValid(let start):
      "the server's certificate is valid from \(Self.day(start)) on: is this machine's clock right?"
    case .selfSigned:
      "the server's certificate is self-signed: if it is the right one, name its file by ca_file or SSL_CERT_FILE"
    case .unknownAuthority(let name):
      "the server's certificate is signed by an authority unknown here\(name.map { ", \($0)" } ?? ""): "
        + "name the authority's file by ca_file or SSL_CERT_FILE"
    }
  }

  /// `2026-11-26`, in UTC.
  private static func day(_ date: Date) -> String {
    String(date.formatted(.iso8601).prefix(10))
  }
}

/// Who a certificate is about and who signed it, as its bytes have them (X.509, RFC 5280 §4.1).
struct CertificateNames {
  /// The encoded names, to be compared.
  let issuer: ArraySlice<UInt8>
  let subject: ArraySlice<UInt8>

  /// Reads a certificate in DER; nil for what is none.
  init?(_ der: [UInt8]) {
    var rest = der[...]
    guard var certificate = Self.element(&rest, tag: 0x30),
      var body = Self.element(&certificate, tag: 0x30)
    else { return nil }
    // Version, where it is told, serial number, signature; then issuer, validity, subject.
    if body.first == 0xA0 { _ = Self.element(&body, tag: 0xA0) }
    guard Self.element(&body, tag: 0x02) != nil, Self.element(&body, tag: 0x30) != nil,
      let issuer = Self.element(&body, tag: 0x30), Self.element(&body, tag: 0x30) != nil,
      let subject = Self.element(&body, tag: 0x30)
    else { return nil }
    self.issuer = issuer
    self.subject = subject
  }

  /// The issuer's common name, else its organisation; nil where neither is short, plain text.
  var issuerCommonName: String? {
    Self.attribute([0x55, 0x04, 0x03], of: issuer)
      ?? Self.attribute([0x55, 0x04, 0x0A], of: issuer)
  }

  private static func attribute(_ identifier: [UInt8], of name: ArraySlice<UInt8>) -> String? {
    var name = name
    while var set = element(&name, tag: 0x31) {
      while var pair = element(&set, tag: 0x30) {
        guard let kind = element(&pair, tag: 0x06), Array(kind) == identifier,
          let tag = pair.first, [0x0C, 0x13, 0x16].contains(tag),
          let text = element(&pair, tag: tag)
        else { continue }
        guard (1...64).contains(text.count), text.allSatisfy({ (0x20...0x7E).contains($0) }) else {
          return nil
        }
        return String(decoding: text, as: UTF8.self)
      }
    }
    return nil
  }

  /// Takes the next element's contents; nil where there is none of that tag that is whole.
  private static func element(_ bytes: inout ArraySlice<UInt8>, tag: UInt8) -> ArraySlice<UInt8>? {
    var rest = bytes
    guard rest.popFirst() == tag, let first = rest.popFirst() else { return nil }
    var length = Int(first)
    if first > 0x80 {
      let count = Int(first & 0x7F)
      guard count <= 3, rest.count >= count else { return nil }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(count)
    }
    guard rest.count >= length else { return nil }
    bytes = rest.dropFirst(length)
    return rest.prefix(length)
  }
}
