import FoundationEssentials
import QueryHTTP
import Testing

struct ISO8601InstantTests {
  private func seconds(_ text: String) -> Double? {
    ISO8601Instant.parse(Array(text.utf8)[...])?.timeIntervalSince1970
  }

  @Test(arguments: [
    ("2026-10-03T12:41:07Z", 1_791_031_267.0), ("2026-10-03T12:41:07+00:00", 1_791_031_267),
    ("2026-10-03 12:41:07", 1_791_031_267), ("2026-10-03T14:41:07+02:00", 1_791_031_267),
    ("2026-10-03T07:11:07-0530", 1_791_031_267), ("2026-10-03T12:41:07.25Z", 1_791_031_267.25),
    ("2026-10-03t12:41:07z", 1_791_031_267), ("1970-01-01T00:00:00Z", 0),
    ("2000-02-29T00:00:00Z", 951_782_400), ("1969-12-31T23:59:59Z", -1),
    ("0001-01-01T00:00:00Z", -62_135_596_800),
  ])
  func `dates in every spelling are the moment they name`(text: String, expected: Double) throws {
    let found = try #require(seconds(text))
    #expect(abs(found - expected) < 1e-6)
  }

  @Test(arguments: [
    "", "2026", "2026-10-03", "2026-13-03T00:00:00Z", "2026-02-29T00:00:00Z",
    "2026-10-03T24:00:00Z",
    "2026-10-03T12:60:00Z", "2026-10-03T12:00:61Z", "2026-10-03T12:00:00X", "2026-10-03T12:00:00.Z",
    "2026-10-03T12:00:00+", "2026-10-03T12:00:00+1", "2026-10-03T12:00:00+02:",
    "２０26-10-03T12:00:00Z",
    "2026-10-03T12:00:00Z ", "2026-00-03T00:00:00Z", "2026-10-00T00:00:00Z",
  ])
  func `what is no date is none`(text: String) {
    #expect(seconds(text) == nil)
  }

  @Test func `a fraction may be as long as a server likes`() {
    let text = "2026-10-03T12:41:07." + String(repeating: "9", count: 5_000) + "Z"
    #expect(seconds(text).map { abs($0 - 1_791_031_268) < 1e-6 } == true)
  }
}
