import QueryCore
import QuerySimulator
import Testing

struct ScenarioFailureTests {
  private static func failed(_ options: ScenarioOptions) -> [SimulatedQuery] {
    Scenario(options).queries(in: 0..<options.queries, at: .seconds(1_000_000))
      .filter { $0.state == .failure }
  }

  private static func failed(_ code: String, seed: UInt64 = 1) -> [SimulatedQuery] {
    failed(ScenarioOptions(seed: seed)).filter { $0.failure?.code == code }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `six to eight in a hundred of 800 queries fail`(seed: UInt64) {
    #expect((48...64).contains(Self.failed(ScenarioOptions(seed: seed)).count))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `two accounts fail on every day for want of permission`(seed: UInt64) {
    let denied = Self.failed("QUERY_ACCOUNT_UNAVAILABLE", seed: seed)
    #expect(denied.count == 40)
    #expect(Set(denied.map(\.account)).count == 2)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `one day times out for many accounts`(seed: UInt64) {
    let timedOut = Self.failed("DATA_SOURCE_TIMEOUT", seed: seed)
    #expect(Set(timedOut.map(\.day)).count == 1)
    #expect(Set(timedOut.map(\.account)).count == 15)
  }

  @Test func `a want of permission is told sooner than a timeout`() {
    func longest(_ code: String) -> Duration {
      Self.failed(code).map { ($0.endedAt ?? .zero) - ($0.startedAt ?? .zero) }.max() ?? .zero
    }
    #expect(longest("QUERY_ACCOUNT_UNAVAILABLE") * 5 < longest("DATA_SOURCE_TIMEOUT"))
  }

  @Test func `a few fail on their own`() {
    let codes = Set(Self.failed(ScenarioOptions()).compactMap(\.failure?.code))
    #expect(codes.isSuperset(of: ["INTERNAL_SERVER_ERROR", "DATA_SOURCE_QUOTA_EXCEEDED"]))
  }

  @Test func `a message names its account and a number of its own`() {
    let denied = Self.failed("QUERY_ACCOUNT_UNAVAILABLE")
    #expect(!denied.isEmpty && Set(denied.compactMap(\.failure?.message)).count == denied.count)
    #expect(denied.allSatisfy { $0.failure?.message?.contains($0.account.id) == true })
  }

  @Test func `failures are about as many in a batch of 10,000`() {
    #expect((500...900).contains(Self.failed(ScenarioOptions(queries: 10_000)).count))
  }
}
