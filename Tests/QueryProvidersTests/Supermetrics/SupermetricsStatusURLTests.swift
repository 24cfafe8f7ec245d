import QueryCore
import QueryProviders
import Testing

struct SupermetricsStatusURLTests {
  private func target(_ text: String) throws -> String? {
    try SupermetricsSource.description.target(inStatusURL: text, source: "work")?.description
  }

  @Test(arguments: [
    ("https://api.supermetrics.com/enterprise/v2/query/batch/qrb_3f/status", "work:batch/qrb_3f"),
    ("https://api.supermetrics.com/v2/query/batch/qrb_3f/status?limit=5#x", "work:batch/qrb_3f"),
    ("http://127.0.0.1:8080/query/batch/b-1/status/", "work:batch/b-1"),
    ("https://x/enterprise/v2/query/status?schedule_id=abc123", "work:query/abc123"),
    ("https://x/query/status?offset_start=0&schedule_id=a_b-C", "work:query/a_b-C"),
    ("https://x/query/status?json=%7B%22schedule_id%22%3A%22x1%22%7D", "work:query/x1"),
    (#"https://x/query/status?json={"offset_start":0,"schedule_id":"x1"}"#, "work:query/x1"),
    ("https://x/query/results?schedule_id=a", "work:query/a"),
    ("https://x/enterprise/v2/query/batch/qrb_3f", "work:batch/qrb_3f"),
    ("/enterprise/v2/query/batch/qrb_3f/status?limit=1", "work:batch/qrb_3f"),
    ("/v2/query/results?schedule_id=abc", "work:query/abc"),
    ("https://x/query/status?json=%7B+%22schedule_id%22:%22x1%22+%7D", "work:query/x1"),
  ])
  func `a pasted status URL is a target`(text: String, expected: String) throws {
    #expect(try target(text) == expected)
  }

  @Test(arguments: [
    "", "supermetrics:batch/x", "https://", "https://x/", "https://x/query/batch",
    "//x/query/batch/a",
    "https://x/query/status", "https://x/query/status?json=%7B", "https://x/query/status?json=%",
    "ftp://x/query/batch/a/status", "https://x/other/status?schedule_id=a",
    "/etc/passwd", "https://x/query/results", "https://x/query/status?json=[]",
  ])
  func `anything else is not`(text: String) throws {
    #expect(try target(text) == nil)
  }

  @Test(arguments: [
    "https://x/query/batch/a%2Fb/status", "https://x/query/status?schedule_id=a%0D%0Ab",
    "https://x/query/status?schedule_id=", "https://x/query/batch/ä/status",
  ])
  func `an id outside the contract is refused`(text: String) {
    #expect(throws: TargetError.self) { try target(text) }
  }
}
