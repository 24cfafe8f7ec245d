import QueryHTTP
import QueryMonitoring
import QueryScheduling
import TestSupport
import Testing

struct SourceAccessTests {
  private func credential(
    _ key: String = "old", base: String = "https://a.example/v2"
  ) throws -> SourceCredential {
    try SourceCredential(
      Credential(key), base: try BaseURL(parsing: base), place: "/keys/a", scheme: .bearer)
  }

  @Test func `sources with one key at one origin share an account`() throws {
    var access = SourceAccess()
    access.add("a", try credential())
    access.add("b", try credential(base: "https://a.example/other"))
    access.add("c", try credential("another"))
    access.add("d", try credential(base: "https://d.example"))
    let shared = access.shared
    #expect(["a", "b", "c", "d"].map { shared.account(of: $0) } == ["a", "a", "c", "d"])
  }

  @Test func `an account tells nothing of its key`() throws {
    var access = SourceAccess()
    access.add("a", try credential("S3CRET-value"))
    var text = ""
    dump(access, to: &text)
    #expect(!text.contains("S3CRET"))
    #expect(!String(reflecting: access).contains("S3CRET"))
  }
}
