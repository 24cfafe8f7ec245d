/// Links a hostile server may send from `https://app.example.com/api/…`: none of them may be
/// followed with a key.
package enum HostileLocations {
  package static let all: [String] = origins + authorities + shapes + paths + bytes

  /// Another scheme, host or port.
  private static let origins = [
    "https://evil.example/api/q", "https://example.com/api/q",
    "https://app.example.com.evil.example/api/q", "https://app.example.com:8443/api/q",
    "https://app.example.com:80/api/q", "https://127.0.0.1/api/q", "https://[::1]/api/q",
    "ftp://app.example.com/api/q", "file:///api/q",
    "ws://app.example.com/api/q", "https://xn--pp-8cd.example.com/api/q",
    "https://app-example.com/api/q", "https://www.app.example.com/api/q",
  ]

  /// User-info, broken hosts and ports.
  private static let authorities = [
    "https://user@app.example.com/api/q", "https://user:pw@app.example.com/api/q",
    "https://app.example.com@evil.example/api/q", "https://@app.example.com/api/q",
    "https://app.example.com:/api/q", "https://app.example.com:0/api/q",
    "https://app.example.com:99999/api/q", "https://app.example.com:-1/api/q",
    "https://app.example.com:+443/api/q", "https://app.example.com:4 43/api/q",
    "https://app.example.com:443:443/api/q", "https://app.example.com\\@evil.example/api/q",
    "https://app.example.com\\.evil.example/api/q", "https://[app.example.com]/api/q",
    "https://[::1/api/q", "https://app.example.com%2eevil.example/api/q", "https:///api/q",
    "https://", "https://app.example.com.:443/api/q",
  ]

  /// What is neither absolute nor from the root.
  private static let shapes = [
    "", "q", "?page=2", "./q", "../q", "//evil.example/api/q", "///evil.example/api/q",
    "//%00/", "/\\evil.example/api/q", "https:/api/q", "https:app.example.com/api/q",
    "javascript:alert(1)", "data:text/plain,x", "#top", "mailto:a@example.com",
  ]

  /// What leaves the API by its path.
  private static let paths = [
    "/", "/api", "/apis/q", "/API/q", "/login", "/api/../login", "/api/./q", "/api//q",
    "/api/%2e%2e/login", "/api/%2E./login", "/api/..%2flogin", "/api/a%5c..%5clogin",
    "/api/q%00", "/api/%zz", "/api/%", "/api/%4", "/api/%252e%252e/login",
    "https://app.example.com", "https://app.example.com/login",
    "https://app.example.com?/api/q", "https://app.example.com#/api/q", "/api/q#part",
  ]

  /// Bytes that have no place in a URL, and one that is too long.
  private static let bytes = [
    "/api/q\r\nX: y", "/api/q\u{0}", "/api/q x", " /api/q", "/api/q\t", "/api/ü", "/api/q\u{202E}",
    "https://аpp.example.com/api/q", "/api/<q>", "/api/\"q\"", "/api/`q`", "/api/{q}", "/api/q|r",
    "/api/q^r", "/api/" + String(repeating: "a", count: 90_000),
  ]
}
