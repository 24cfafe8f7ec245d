import FoundationEssentials
import QueryCore
import QueryHTTP
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

  @Test(
    arguments: [
      ("1790000060", "Mon, 21 Sep 2026 14:13:20 GMT", 60), ("1790000060", nil, 100),
      ("1790000060", "soon", 100), ("60", nil, nil), ("17900000600", nil, nil), ("²", nil, nil),
    ] as [(String, String?, Double?)])
  func `the end of a window counts from the server's clock`(
    reset: String, date: String?, seconds: Double?
  ) {
    var headers: HTTPHeaderFields = [
      "X-RateLimit-Limit": "500", "X-RateLimit-Remaining": "7", "X-RateLimit-Reset": reset,
    ]
    if let date { headers.append("Date", date) }
    let local = Date(timeIntervalSince1970: 1_789_999_960)
    #expect(RequestBudget(headers)?.secondsToReset(from: local) == seconds)
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
      ("soon", 60), ("Wed, 21 Oct 2026 07:28 GMT", 60), (" 5", 60),
    ] as [(String?, Int)])
  func `the wait is what was asked for, up to a day, and a minute for junk`(
    value: String?, expected: Int
  ) {
    let headers = value.map { ["Retry-After": $0] as HTTPHeaderFields } ?? [:]
    #expect(RetryAfter.wait(headers, now: .distantPast) == .seconds(expected))
  }

  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:50:07 GMT", 30), ("Sun, 06 Nov 1994 08:49:36 GMT", 0),
      ("Sunday, 06-Nov-94 08:49:47 GMT", 10), ("Sun Nov  6 08:51:37 1994", 120),
      ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
    ])
  func `a wait told as a date counts from the answer's own date`(value: String, expected: Int) {
    let headers: HTTPHeaderFields = [
      "Retry-After": value, "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
    ]
    #expect(RetryAfter.wait(headers, now: Date(timeIntervalSince1970: 0)) == .seconds(expected))
  }

  @Test(arguments: [[:], ["Date": "today"]] as [HTTPHeaderFields])
  func `without a date in the answer the wait counts from now`(headers: HTTPHeaderFields) {
    var headers = headers
    headers.append("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")
    let now = Date(timeIntervalSince1970: 784_111_770)
    #expect(RetryAfter.wait(headers, now: now) == .seconds(7))
  }
}
