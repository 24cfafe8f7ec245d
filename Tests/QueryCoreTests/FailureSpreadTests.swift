import QueryCore
import Testing

struct FailureSpreadTests {
  /// A batch of 10 accounts and 8 days in which the chosen queries failed.
  private static func spread(_ fails: (_ account: Int, _ day: Int) -> Bool) -> FailureSpread? {
    let queries = (0..<80).map { index in
      BatchQuery(
        id: "\(index)", state: fails(index / 8, index % 8) ? .failed : .succeeded,
        accounts: ["account \(index / 8)"], startDate: "day \(index % 8)")
    }
    return FailureCause.group(queries).first?.spread(in: queries)
  }

  @Test func `one account that fails on every day is one account`() {
    #expect(Self.spread { account, _ in account == 3 }?.pattern == .accounts(["account 3"]))
  }

  @Test func `one day that fails for every account is one day`() {
    #expect(Self.spread { _, day in day == 5 }?.pattern == .days(["day 5"]))
  }

  @Test func `two accounts are named both`() {
    let pattern = Self.spread { account, _ in account == 1 || account == 7 }?.pattern
    #expect(pattern == .accounts(["account 1", "account 7"]))
  }

  @Test func `failures anywhere are scattered`() {
    #expect(Self.spread { ($0 * 3 + $1) % 9 == 0 }?.pattern == .scattered)
  }

  @Test func `a batch that failed whole is everything`() {
    #expect(Self.spread { _, _ in true }?.words == "everything")
  }

  @Test func `one failure alone is no pattern`() {
    #expect(Self.spread { $0 == 2 && $1 == 2 }?.pattern == .scattered)
  }

  @Test func `the words count accounts and days`() {
    #expect(Self.spread { account, _ in account == 3 }?.words == "1 account, 8 days")
  }
}
