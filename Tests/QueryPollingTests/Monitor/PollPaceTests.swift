import FoundationEssentials
import QueryCore
import QueryPolling
import Testing

struct PollPaceTests {
  private let pace = PollPace(.seconds(1))

  @Test func `after a good answer the pace is kept`() {
    #expect(pace.rest(after: nil, failures: 0) == .seconds(1))
  }

  @Test(arguments: [(1, 2), (2, 4), (3, 8), (4, 16), (5, 30), (6, 30), (1_000_000, 30)])
  func `failures double the rest up to half a minute`(failures: Int, seconds: Int) {
    #expect(pace.rest(after: .timedOut, failures: failures) == .seconds(seconds))
  }

  @Test(arguments: [
    PollProblem.unauthorized(QueryFailure()), .forbidden(QueryFailure()),
    .noCredential(variable: "X"), .unsupported,
  ])
  func `what only a person can mend is tried seldom`(problem: PollProblem) {
    #expect(pace.rest(after: problem, failures: 1) == .seconds(30))
  }

  @Test func `a pace slower than half a minute is never made faster`() {
    #expect(PollPace(.seconds(90)).rest(after: .timedOut, failures: 5) == .seconds(90))
  }

  @Test func `no pace is faster than a tenth of a second`() {
    #expect(PollPace(.zero).rest(after: nil, failures: 0) == .milliseconds(100))
  }

  @Test(arguments: [(1, 3, 3), (3, 1, 3), (9, 2, 8)])
  func `a good answer rests for its requests, four at most, and for the load`(
    requests: Int, load: Int, seconds: Int
  ) {
    let outcome = PollOutcome(.success(PollAnswer(state: .running)), requests: requests)
    #expect(pace.rest(after: outcome, failures: 0, load: load) == .seconds(seconds))
  }

  @Test(arguments: [(5, 8), (100, 100)])
  func `a failure's rest is not stretched by the load, nor shorter than its share`(
    load: Int, seconds: Int
  ) {
    let outcome = PollOutcome(.failure(.timedOut))
    #expect(pace.rest(after: outcome, failures: 3, load: load) == .seconds(seconds))
  }
}
