/// Scheme, host and port: what must be alike before a key may go from one URL to another
/// (RFC 6454 §5).
struct HTTPOrigin: Hashable, Sendable {
  /// `http` or `https`.
  let scheme: String
  /// In lower case.
  let host: String
  /// That of the scheme where the URL names none.
  let port: Int

  /// Reads the origin of an absolute URL; nil for one that is none, holds a user, or is no http.
  init?(_ url: String) {
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

  private static let usualPorts = ["http": 80, "https": 443]
}
