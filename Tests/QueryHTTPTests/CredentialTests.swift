import QueryHTTP
import Testing

struct CredentialTests {
  private static let token = "api_S3CRET-token_value"

  @Test func `a token never shows in any description of what holds it`() throws {
    let credential = try Credential(Self.token)
    let request = HTTPRequest(
      url: "https://example.com/x", authentication: .bearer(credential))
    var dumped = ""
    dump(request, to: &dumped)
    dump(credential, to: &dumped)
    let shown = ["\(credential)", String(reflecting: credential), "\(request)", dumped]
    #expect(shown.allSatisfy { !$0.contains("S3CRET") })
  }

  @Test(arguments: [
    ("", CredentialError.empty), ("a b", .notVisibleASCII), ("a\r\nX: y", .notVisibleASCII),
    ("é", .notVisibleASCII), ("a\0", .notVisibleASCII),
    (String(repeating: "x", count: 8193), .tooLong),
  ])
  func `a token that could break a header is refused`(token: String, expected: CredentialError) {
    #expect(throws: expected) { try Credential(token) }
  }

  @Test func `the refusal does not repeat the token`() {
    do {
      _ = try Credential(Self.token + "\n")
      Issue.record("a line break was taken")
    } catch {
      #expect(!"\(error) \(String(reflecting: error))".contains("S3CRET"))
    }
  }
}
