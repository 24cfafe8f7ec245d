import QueryCore
import QueryScheduling
import Testing

struct RateBudgetTests {
  @Test func `no hour sees more than 95 percent of the limit`() {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 200, remaining: 200), at: 0)
    var sent: [Double] = []
    var time = 0.0
    while time < 4 * 3600 {
      time = budget.ready(cost: 1, ramp: 1, at: time)
      budget.book(1, .pace, at: time)
      sent.append(time)
      budget.apply(RequestBudget(limit: 200, remaining: 200), at: time)
    }
    let most = sent.map { start in sent.count { $0 >= start && $0 < start + 3600 } }.max()
    #expect(most ?? 0 <= 190)
  }

  @Test func `other clients' requests slow the pace`() {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 1000, remaining: 1000), at: 0)
    let alone = budget.rate(at: 0)
    budget.apply(RequestBudget(limit: 1000, remaining: 500), at: 600)
    #expect(budget.rate(at: 600) < alone / 2)
  }

  @Test func `a jump of the remaining count begins a new window`() {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 1000, remaining: 60), at: 0)
    let before = budget.rate(at: 10)
    budget.apply(RequestBudget(limit: 1000, remaining: 999), at: 20)
    #expect(budget.rate(at: 20) > before * 10)
  }

  @Test func `a window that is said to end in a day is paced over the day`() {
    var budget = RateBudget(at: 0)
    budget.apply(
      RequestBudget(limit: 500, remaining: 499), secondsToReset: 86_399, at: 0)
    #expect(budget.window == 86_400)
    #expect(abs(budget.rate(at: 0) * 86_400 - 474) < 1)
  }

  @Test func `what is left of a told window is used before it ends`() {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 500, remaining: 225), secondsToReset: 20_000, at: 0)
    #expect(abs(budget.rate(at: 0) * 20_000 - 200) < 1)
  }

  @Test func `what is sent as a told window ends counts in the next one too`() {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 100, remaining: 50), secondsToReset: 100, at: 0)
    budget.book(20, .pace, at: 10)
    budget.book(10, .pace, at: 95)
    budget.book(84, .pace, at: 102)
    let before = budget.hasRoom(at: 102)
    budget.book(1, .pace, at: 102)
    let after = budget.hasRoom(at: 102)
    #expect(before && !after)
  }

  @Test(arguments: [-5, 0, 1e9, .infinity, .nan] as [Double])
  func `an end that cannot be is passed over`(seconds: Double) {
    var budget = RateBudget(at: 0)
    let untold = RateBudget(at: 0).rate(at: 0)
    budget.apply(RequestBudget(limit: 5000, remaining: 5000), secondsToReset: seconds, at: 0)
    #expect(budget.window == RateBudget.standardWindow)
    #expect(budget.rate(at: 0) <= untold)
  }

  @Test func `a limit of nothing is nonsense and passed over`() {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 0, remaining: 0), at: 0)
    #expect(budget.limit == RateBudget.standardLimit)
  }

  @Test(arguments: [(nil, 120), (36_000, 1800), (90, 91)] as [(Double?, Double)])
  func `a limit that is used up is looked at again before its window may end`(
    told: Double?, seconds: Double
  ) {
    var budget = RateBudget(at: 0)
    budget.apply(RequestBudget(limit: 1000, remaining: 0), secondsToReset: told, at: 0)
    let first = budget.ready(cost: 1, ramp: 1, at: 0)
    #expect(abs(first - seconds) < 1)
    budget.book(1, .pace, at: first)
    #expect(budget.ready(cost: 1, ramp: 1, at: first) <= first + seconds + 1)
  }

  @Test(arguments: [-5, 0, 1e9, .infinity, .nan] as [Double])
  func `an end of a window that cannot be silences nothing for an hour`(told: Double) {
    var budget = RateBudget(at: 0)
    for remaining in [0, 1, 51] {
      budget.apply(RequestBudget(limit: 1000, remaining: remaining), secondsToReset: told, at: 0)
      #expect(budget.ready(cost: 1, ramp: 1, at: 0) <= 121)
    }
  }
}
