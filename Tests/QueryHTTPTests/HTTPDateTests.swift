import FoundationEssentials
import Testing

@testable import QueryHTTP

struct HTTPDateTests {
  private let now = Date(timeIntervalSince1970: 1_791_028_800)

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    "Sun Nov 06 08:49:37 1994",
  ])
  func `each of the three forms is read`(text: String) {
    #expect(HTTPDate.parse(text, now: now) == Date(timeIntervalSince1970: 784_111_777))
  }

  @Test(arguments: [("76", 3_361_824_000), ("77", 237_600_000)])
  func `a year of two digits lies at most 50 years ahead`(year: String, seconds: Int) {
    let date = HTTPDate.parse("Monday, 13-Jul-\(year) 00:00:00 GMT", now: now)
    #expect(date == Date(timeIntervalSince1970: Double(seconds)))
  }

  @Test(arguments: [
    "", " ", ",", "Sun", "Sun,", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
    "Son, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov -994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:.5 GMT", "Sun, 06 Nov ١٩٩٤ 08:49:37 GMT",
    "Sunday, 06-11-94 08:49:37 GMT", "Sunday, -- 08:49:37 GMT", "Sun Nov  6 08:49:37 94",
    "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT and so on",
  ])
  func `anything else is no date`(text: String) {
    #expect(HTTPDate.parse(text, now: now) == nil)
  }
}
