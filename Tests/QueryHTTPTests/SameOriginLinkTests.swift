import QueryHTTP
import TestSupport
import Testing

struct SameOriginLinkTests {
  private func link(
    _ text: String, base: String = "https://app.example.com"
  ) throws -> String {
    try SameOriginLink(text, from: try BaseURL(parsing: base), under: "/api/").url
  }

  @Test(arguments: HostileLocations.all)
  func `a link that could lead a key astray is refused`(text: String) {
    #expect(throws: SameOriginLinkError.self) { try link(text) }
  }

  @Test(arguments: [
    "/api/queries/1?page=MQ%3D%3D", "/api/queries/1?page=MQ==&x=%zz", "/api/q?next=https://a.b/..",
    "/api/a%20b/q", "/api/~q;v=1,2/@a:b",
  ])
  func `a link from the root is taken byte for byte`(text: String) throws {
    #expect(try link(text) == "https://app.example.com" + text)
  }

  @Test(arguments: [
    "https://app.example.com/api/q?page=MQ%3D%3D", "HTTPS://APP.EXAMPLE.COM/api/q",
    "https://app.example.com:443/api/q",
  ])
  func `an absolute link to the same origin stays as it was written`(text: String) throws {
    #expect(try link(text) == text)
  }

  @Test func `a base with a port and a path keeps both`() throws {
    let base = "http://127.0.0.1:8080/polytomic"
    #expect(
      try link("/polytomic/api/q?page=2", base: base)
        == "http://127.0.0.1:8080/polytomic/api/q?page=2")
    #expect(throws: SameOriginLinkError.outsideAPI) { try link("/api/q", base: base) }
    #expect(throws: SameOriginLinkError.otherOrigin(host: "127.0.0.1")) {
      try link("http://127.0.0.1/polytomic/api/q", base: base)
    }
  }

  @Test(arguments: [
    (
      "https://app.example.com", "http://app.example.com/api/q?page=2",
      "https://app.example.com/api/q?page=2"
    ),
    ("https://app.example.com", "http://app.example.com:80/api/q", "https://app.example.com/api/q"),
    (
      "https://app.example.com:8443", "http://app.example.com:8443/api/q",
      "https://app.example.com:8443/api/q"
    ),
    (
      "https://app.example.com", "http://app.example.com:443/api/q", "https://app.example.com/api/q"
    ),
    ("http://127.0.0.1", "https://127.0.0.1/api/q", "http://127.0.0.1/api/q"),
    (
      "https://app.example.com/x", "http://APP.example.com/x/api/q",
      "https://app.example.com/x/api/q"
    ),
  ])
  func `a link whose scheme alone differs is followed at the base's own origin`(
    base: String, text: String, url: String
  ) throws {
    #expect(try link(text, base: base) == url)
  }

  @Test(arguments: [
    ("https://app.example.com", "http://app.example.com:8080/api/q"),
    ("https://app.example.com:8443", "http://app.example.com/api/q"),
    ("https://app.example.com", "http://other.example.com/api/q"),
    ("https://app.example.com", "ftp://app.example.com/api/q"),
    ("https://app.example.com", "http://key@app.example.com/api/q"),
    ("https://app.example.com", "http://app.example.com/other/q"),
  ])
  func `a link that differs in more is refused`(base: String, text: String) {
    #expect(throws: SameOriginLinkError.self) { try link(text, base: base) }
  }

  @Test func `what it says of a refused link names the host alone`() throws {
    let error = #expect(throws: SameOriginLinkError.self) {
      try link("https://evil.example/api/?key=S3CRET")
    }
    #expect(error?.description == "a link in the answer leads to another server, evil.example")
  }

  @Test func `the list holds at least the sixty-two values`() {
    #expect(Set(HostileLocations.all).count >= 62)
  }
}
