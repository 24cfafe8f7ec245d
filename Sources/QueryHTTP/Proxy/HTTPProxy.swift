import FoundationEssentials

/// An HTTP proxy that tunnels to servers (CONNECT, RFC 9110 §9.3.6), and what it is told about who asks.
///
/// User and password show themselves nowhere but in the one header that is sent to the proxy.
package struct HTTPProxy: Hashable, Sendable {
  /// Without brackets, in lower case.
  package let host: String
  /// 80 where the address names none.
  package let port: Int
  /// The variable or key a person set it by.
  package let setting: String
  /// `user:password`, percent-encoding resolved; nil where the address holds none.
  private let credentials: [UInt8]?
  /// The same as it was written.
  private let writtenCredentials: String?

  /// Reads `[http://][USER[:PASSWORD]@]HOST[:PORT]`; a path behind it means nothing and is passed over.
  ///
  /// An `@` in a password may stand as it is, since the last one counts; a `%` that starts no escape stands for itself.
  /// - Parameter setting: the variable or key it was set by, for messages.
  /// - Throws: `HTTPProxyError`, whose sentence never repeats the text.
  package init(parsing text: String, setting: String) throws(HTTPProxyError) {
    guard text.utf8.count <= 2048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw HTTPProxyError(setting: setting, reason: .malformed)
    }
    var rest = text[...]
    if let colon = rest.firstRange(of: "://") {
      let scheme = rest[..<colon.lowerBound].lowercased()
      guard scheme == "http" else {
        throw HTTPProxyError(
          setting: setting,
          reason: scheme.hasPrefix("socks") ? .socks : scheme == "https" ? .tls : .malformed)
      }
      rest = rest[colon.upperBound...]
    }
    var written: Substring?
    if let at = rest.lastIndex(of: "@") {
      written = rest[..<at]
      rest = rest[rest.index(after: at)...]
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let host = BaseURL.host(of: authority), let origin = HTTPOrigin("http://\(authority)")
    else { throw HTTPProxyError(setting: setting, reason: .malformed) }
    self.host = host
    port = origin.port
    self.setting = setting
    writtenCredentials = written.map(String.init)
    credentials = written.map { $0.contains(":") ? Self.decoded($0) : Self.decoded($0) + [0x3A] }
  }

  /// The value of `Proxy-Authorization` behind the word Basic; nil where the address holds no user.
  var basicCredentials: String? { credentials.map { Data($0).base64EncodedString() } }

  /// Whether it is told who asks.
  var knowsUser: Bool { credentials != nil }

  /// Texts that no message may hold: user and password together and the password alone, as they are
  /// and as they were written.
  package var secrets: [String] {
    guard let credentials, let writtenCredentials else { return [] }
    return [String(decoding: credentials, as: UTF8.self), writtenCredentials].flatMap { pair in
      [pair] + (pair.firstIndex(of: ":").map { [String(pair[pair.index(after: $0)...])] } ?? [])
    }
  }

  private static func decoded(_ text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.first != UInt8(ascii: "+")
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}

extension HTTPProxy: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `HOST:PORT`, without user and password.
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// Why a text names no proxy that can be used; never holds the text, which may hold a password.
package struct HTTPProxyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Reason: Hashable, Sendable {
    case malformed
    /// It is to be spoken to by TLS.
    case tls
    /// It is no HTTP proxy.
    case socks
  }

  /// The variable or key it was set by.
  package let setting: String
  package let reason: Reason

  package var description: String {
    switch reason {
    case .malformed:
      "the proxy is not one: write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT"
    case .tls:
      "the proxy is to be reached by https, which is not spoken to proxies here: write http://HOST:PORT"
    case .socks:
      "the proxy speaks SOCKS, which is not spoken here: name an HTTP proxy, http://HOST:PORT"
    }
  }
}
