/// The address all of a source's requests start with: https, or http on the loopback or where a
/// person allowed it; no user, no query, no fragment.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// `scheme://host[:port][/path]`, without a slash at the end.
  package let text: String
  /// Without port and brackets, in lower case.
  package let host: String

  /// Checks and keeps an address.
  ///
  /// - Parameter allowsHTTP: whether http may lead to other machines than this one.
  /// - Throws: `BaseURLError`, whose sentence never repeats the text, since people paste keys into
  ///   it.
  package init(parsing text: String, allowsHTTP: Bool = false) throws(BaseURLError) {
    guard text.utf8.count <= 2048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformed
    }
    guard let parts = Self.split(text) else { throw .malformed }
    guard !parts.authority.contains("@") else { throw .holdsUserInformation }
    guard !parts.path.contains("?"), !parts.path.contains("#") else { throw .holdsQuery }
    guard let host = Self.host(of: parts.authority) else { throw .malformed }
    guard Self.isSecure(parts.scheme, host, allowsHTTP: allowsHTTP) else {
      throw parts.scheme == "http" ? .notSecure : .malformed
    }
    var kept = text
    while kept.hasSuffix("/") { kept.removeLast() }
    self.text = kept
    self.host = host
  }

  package var description: String { text }

  /// Says whether a request may carry a key to `url`: https, or http to the loopback, or any http
  /// where that is allowed.
  package static func isSecure(_ url: String, allowsHTTP: Bool = false) -> Bool {
    guard let parts = split(url), !parts.authority.contains("@"),
      let host = host(of: parts.authority)
    else { return false }
    return isSecure(parts.scheme, host, allowsHTTP: allowsHTTP)
  }

  private static func isSecure(_ scheme: String, _ host: String, allowsHTTP: Bool) -> Bool {
    scheme == "https" || (scheme == "http" && (allowsHTTP || isLoopback(host)))
  }

  /// Says whether two URLs have scheme, host and port in common.
  package static func sharesOrigin(_ url: String, with other: String) -> Bool {
    guard let origin = HTTPOrigin(url) else { return false }
    return origin == HTTPOrigin(other)
  }

  /// The host a `Location` header names, for people to read; nil for a relative or unreadable one.
  package static func host(ofLocation location: String) -> String? {
    guard location.utf8.count <= 4096, let parts = split(location) else { return nil }
    return host(of: parts.authority.split(separator: "@").last ?? "")
  }

  /// Whether a host is this machine, by the names that no resolver is asked about.
  package static func isLoopback(_ host: String) -> Bool {
    host == "127.0.0.1" || host == "localhost" || host == "::1"
  }

  /// Cuts a URL at its first `://` and the end of the authority; nil where it has none.
  package static func split(
    _ url: String
  ) -> (scheme: String, authority: Substring, path: Substring)? {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
    let rest = url[url.index(colon, offsetBy: 3)...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    guard !rest[..<end].contains("\\") else { return nil }
    return (url[..<colon].lowercased(), rest[..<end], rest[end...])
  }

  /// The host of `host[:port]` or `[v6][:port]`; nil when either part is not one.
  static func host(of authority: Substring) -> String? {
    var name = authority
    var port: Substring?
    if name.first == "[" {
      guard let bracket = name.firstIndex(of: "]") else { return nil }
      let tail = name[name.index(after: bracket)...]
      name = name[name.index(after: name.startIndex)..<bracket]
      guard tail.isEmpty || tail.first == ":" else { return nil }
      port = tail.isEmpty ? nil : tail.dropFirst()
      guard name.utf8.allSatisfy({ isHexDigit($0) || $0 == UInt8(ascii: ":") }) else { return nil }
    } else {
      if let colon = name.firstIndex(of: ":") {
        port = name[name.index(after: colon)...]
        name = name[..<colon]
      }
      guard name.utf8.allSatisfy(isNameByte) else { return nil }
    }
    guard (1...255).contains(name.utf8.count) else { return nil }
    if let port {
      guard port.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = Int(port),
        (1...65535).contains(number)
      else { return nil }
    }
    return name.lowercased()
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}

/// Scheme, host and port: what must be alike before a key may go from one URL to another
/// (RFC 6454 §5).
package struct HTTPOrigin: Hashable, Sendable {
  /// `http` or `https`.
  package let scheme: String
  /// In lower case.
  package let host: String
  /// That of the scheme where the URL names none.
  package let port: Int

  /// Reads the origin of an absolute URL; nil for one that is none, holds a user, or is no http.
  package init?(_ url: String) {
    guard let parts = BaseURL.split(url), !parts.authority.contains("@"),
      let host = BaseURL.host(of: parts.authority), let usual = Self.usualPorts[parts.scheme]
    else { return nil }
    let tail = parts.authority.drop { $0 != "]" }
    let afterHost = tail.isEmpty ? parts.authority : tail
    let port = afterHost.firstIndex(of: ":").map { afterHost[afterHost.index(after: $0)...] }
    scheme = parts.scheme
    self.host = host
    self.port = port.flatMap { Int($0) } ?? usual
  }

  /// Whether the two are the same but for http and https, each at the same port or at its usual one.
  func differsInSchemeAlone(from other: HTTPOrigin) -> Bool {
    host == other.host && (port == other.port || isAtUsualPort && other.isAtUsualPort)
  }

  private var isAtUsualPort: Bool { port == Self.usualPorts[scheme] }

  private static let usualPorts = ["http": 80, "https": 443]
}

/// Why a text cannot be a source's base URL; never holds the text, which may hold a key.
package enum BaseURLError: Error, Hashable, Sendable, CustomStringConvertible {
  case malformed
  case notSecure
  case holdsUserInformation
  case holdsQuery

  package var description: String {
    switch self {
    case .malformed: "the base URL is not one: write https://HOST/PATH"
    case .notSecure:
      """
      the base URL is http, which would show the key to the network: use https, or --allow-http \
      if it must be (http is always taken for 127.0.0.1 and localhost)
      """
    case .holdsUserInformation:
      "the base URL holds a user name or password before @: remove it and set the key by itself"
    case .holdsQuery:
      "the base URL holds a ? or #, where keys do not belong: remove it and set the key by itself"
    }
  }
}
