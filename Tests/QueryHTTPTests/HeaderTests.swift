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
      ("1790000060", "soon", 100), ("1790000060.5", nil, 100.5), ("1790000060000", nil, 100),
      ("1790000060000000", nil, 100), ("1790000060000000000", nil, 100), ("60", nil, 60),
      ("60", "Mon, 21 Sep 2026 14:13:20 GMT", 60), ("59.5", nil, 59.5), ("1217931", nil, 1_217_931),
      ("Mon, 21 Sep 2026 14:14:20 GMT", nil, 100), ("2026-09-21T14:14:20Z", nil, 100),
      ("2026-09-21T16:14:20+02:00", "Mon, 21 Sep 2026 14:13:20 GMT", 60),
      ("1789999900", nil, -60), ("²", nil, nil), ("-60", nil, nil), ("6m0s", nil, nil),
      ("2026-09-21 14:14:20", nil, nil), ("", nil, nil), ("1e9", nil, nil), (".5", nil, nil),
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
      ("99999999999999999999999", 86_400), ("1.5", 1.5), (" 5", 5), (nil, nil), ("", nil),
      (" ", nil), ("²", nil), ("-5", nil), ("soon", nil), ("Wed, 21 Oct 2026 07:28 GMT", nil),
    ] as [(String?, Double?)])
  func `the wait is what was asked for, up to a day, and none for junk`(
    value: String?, expected: Double?
  ) {
    let headers = value.map { ["Retry-After": $0] as HTTPHeaderFields } ?? [:]
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    #expect(RetryAfter.wait(headers, now: now) == expected.map { .seconds($0) })
  }

  @Test func `a span told beside the end of a window is what counts`() {
    let headers: HTTPHeaderFields = [
      "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1790000044.668",
      "X-RateLimit-Reset-After": "0.505",
    ]
    let local = Date(timeIntervalSince1970: 1_790_000_044)
    #expect(RequestBudget(headers)?.secondsToReset(from: local) == 0.505)
  }

  @Test(arguments: [("1790000030", 30), ("1790000030000", 30), ("1789999000", 0)])
  func `a wait told as Unix time is one until then`(value: String, expected: Int) {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    #expect(RetryAfter.wait(["Retry-After": value], now: now) == .seconds(expected))
  }

  @Test(
    arguments: [
      ("1994-11-06T08:50:07Z", 30), ("Sun, 06 Nov 1994 08:50:07 GMT", 30),
      ("Sun, 06 Nov 1994 08:49:36 GMT", 0),
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
