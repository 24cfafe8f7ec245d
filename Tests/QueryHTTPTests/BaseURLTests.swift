import QueryHTTP
import Testing

struct BaseURLTests {
  @Test(arguments: [
    ("https://api.supermetrics.com/enterprise/v2", "https://api.supermetrics.com/enterprise/v2"),
    ("https://api.supermetrics.com/enterprise/v2/", "https://api.supermetrics.com/enterprise/v2"),
    ("HTTPS://Example.com:8443", "HTTPS://Example.com:8443"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http://localhost/x", "http://localhost/x"),
    ("http://[::1]:80/x", "http://[::1]:80/x"),
  ])
  func `https and loopback http are taken`(text: String, expected: String) throws {
    #expect(try BaseURL(parsing: text).text == expected)
  }

  @Test(arguments: [
    ("", BaseURLError.malformed), ("api.supermetrics.com", .malformed), ("https://", .malformed),
    ("ftp://example.com", .malformed), ("file:///etc/passwd", .malformed),
    ("https://exa mple.com", .malformed), ("https://example.com:0", .malformed),
    ("https://example.com:99999", .malformed), ("https://example.com:8a", .malformed),
    ("https://[::1", .malformed), ("https://exämple.com", .malformed),
    ("http://example.com", .notSecure), ("http://127.0.0.1.example.com", .notSecure),
    ("http://localhost.example.com", .notSecure), ("http://10.0.0.1", .notSecure),
    ("https://key@example.com", .holdsUserInformation),
    ("http://127.0.0.1@example.com", .holdsUserInformation),
    ("https://user:pass@example.com", .holdsUserInformation),
    ("https://example.com/?api_key=x", .holdsQuery), ("https://example.com?key", .holdsQuery),
    ("https://example.com/#x", .holdsQuery), ("https://example.com\\@evil.com", .malformed),
  ])
  func `anything that could leak a key is refused`(text: String, expected: BaseURLError) {
    #expect(throws: expected) { try BaseURL(parsing: text) }
  }

  @Test func `http elsewhere is taken where it is allowed, and what else is wrong is not`() throws {
    #expect(
      try BaseURL(parsing: "http://10.0.0.1/x", allowsHTTP: true).text == "http://10.0.0.1/x")
    #expect(BaseURL.isSecure("http://10.0.0.1/x", allowsHTTP: true))
    #expect(!BaseURL.isSecure("http://10.0.0.1/x"))
    #expect(throws: BaseURLError.malformed) {
      try BaseURL(parsing: "ftp://10.0.0.1", allowsHTTP: true)
    }
  }

  @Test func `a refusal never repeats what was pasted`() {
    do {
      _ = try BaseURL(parsing: "https://example.com/?api_key=S3CRET")
      Issue.record("a key in the URL was taken")
    } catch {
      #expect(!"\(error)\(String(reflecting: error))".contains("S3CRET"))
    }
  }

  @Test(
    arguments: [
      ("https://evil.example/x", "evil.example"),
      ("https://user:pw@Evil.example:8/", "evil.example"),
      ("/relative", nil), ("//%00/", nil), ("", nil), ("https://", nil),
      ("javascript:alert(1)", nil),
      ("https://a b/", nil),
    ] as [(String, String?)])
  func `a redirect shows its host alone`(location: String, expected: String?) {
    #expect(BaseURL.host(ofLocation: location) == expected)
  }
}
