import QueryCore
import Testing

struct RetryAdviceTests {
  @Test(arguments: [
    ("ACCESS_DENIED_PERMISSIONS", RetryAdvice.permanent), ("LICENSE_EXPIRED", .permanent),
    ("QUERY_ACCOUNT_UNAVAILABLE", .permanent), ("ACCOUNT_ID_INVALID", .permanent),
    ("INTERNAL_SERVER_ERROR", .transient), ("SERVICE_UNAVAILABLE", .transient),
    ("DATA_SOURCE_TIMEOUT", .transient), ("LICENSE_DAILY_QUERY_LIMIT_EXCEEDED", .quota),
    ("DATA_SOURCE_QUOTA_EXCEEDED", .quota), ("query_account_unavailable", .permanent),
    ("SOMETHING_ELSE", .unknown), ("", .unknown),
  ])
  func `a code decides whether to run again`(code: String, advice: RetryAdvice) {
    #expect(RetryAdvice(code: code, status: 500) == advice)
  }

  @Test(arguments: [
    (429, RetryAdvice.quota), (503, .transient), (403, .permanent), (500, .unknown), (0, .unknown),
  ])
  func `without a code the status decides`(status: Int, advice: RetryAdvice) {
    #expect(RetryAdvice(code: nil, status: status) == advice)
  }

  @Test func `nothing known is said to be unknown`() {
    #expect(RetryAdvice(code: nil, status: nil) == .unknown)
  }
}
