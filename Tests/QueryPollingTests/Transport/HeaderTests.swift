import QueryCore
import QueryPolling
import Testing

struct HeaderTests {
  @Test func `names are found in any case, the first of several`() {
    let headers: HTTPHeaderFields = ["X-RateLimit-LIMIT": "1", "x-ratelimit-limit": "2"]
    #expect(headers["x-RateLimit-limit"] == "1")
  }

  @Test func `names that differ in more than case are different`() {
    let headers: HTTPHeaderFields = ["X@Y": "1"]
    #expect(headers["x`y"] == nil)
  }

  @Test func `the budget is read when both counts are there`() {
    let headers: HTTPHeaderFields = ["X-RateLimit-Limit": "5000", "x-ratelimit-remaining": "4999"]
    #expect(RequestBudget(headers) == RequestBudget(limit: 5000, remaining: 4999))
  }

  @Test(arguments: ["", "-1", "²", "5e3", "99999999999999999999", " 5", "0x5"])
  func `a budget that is no plain count is none`(value: String) {
    let headers: HTTPHeaderFields = ["X-RateLimit-Limit": value, "X-RateLimit-Remaining": "1"]
    #expect(RequestBudget(headers) == nil)
  }

  @Test(
    arguments: [
      ("1", 1), ("3600", 3600), ("0", 0), ("86400", 86_400), ("86401", 86_400),
      ("99999999999999999999999", 86_400), (nil, 60), ("", 60), ("²", 60), ("-5", 60), ("1.5", 60),
      ("soon", 60), ("Wed, 21 Oct 2026 07:28:00 GMT", 60), (" 5", 60),
    ] as [(String?, Int)])
  func `the wait is what was asked for, up to a day, and a minute for junk`(
    value: String?, expected: Int
  ) {
    #expect(RetryAfter.wait(value) == .seconds(expected))
  }
}
