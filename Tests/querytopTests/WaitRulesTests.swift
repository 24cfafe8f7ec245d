import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import Testing

@testable import querytop

/// When `wait` ends, and with what: a poll's trouble is never the job's.
struct WaitRulesTests {
  private static let start = Date(timeIntervalSince1970: 1_000_000)

  /// A target at which these things happened, each so many seconds after the start.
  private func target(_ events: [(Double, (inout TargetSnapshot, Date) -> Void)]) throws
    -> TargetSnapshot
  {
    var known = TargetSnapshot(target: try Target(parsing: "toolkit:job/j"))
    for (seconds, event) in events { event(&known, Self.start.addingTimeInterval(seconds)) }
    return known
  }

  private func answer(_ state: QueryState) -> (inout TargetSnapshot, Date) -> Void {
    { known, at in known.apply(PollAnswer(state: state), at: at) }
  }

  private func problem(_ problem: PollProblem) -> (inout TargetSnapshot, Date) -> Void {
    { known, at in known.record(problem, at: at) }
  }

  private func belief(_ end: QueryState, _ problem: PollProblem) -> (inout TargetSnapshot, Date) ->
    Void
  {
    { known, at in known.believe(end, from: problem, at: at) }
  }

  private func isDecided(_ known: TargetSnapshot, at seconds: Double, hasDeadline: Bool = false)
    -> Bool
  {
    WaitRules(hasDeadline: hasDeadline)
      .isDecided([known], now: Self.start.addingTimeInterval(seconds))
  }

  private static let refusals: [PollProblem] = [
    .unauthorized(QueryFailure()), .forbidden(QueryFailure()), .notFound(QueryFailure()),
  ]

  @Test(arguments: refusals)
  func `before the first answer a refusal is waited out for a minute`(refusal: PollProblem) throws {
    let known = try target([(0, problem(refusal))])
    #expect(!isDecided(known, at: 59))
    #expect(isDecided(known, at: 60))
    #expect(isDecided(known, at: 60, hasDeadline: true))
    #expect(ExitStatus.of([known]) == 3)
  }

  @Test(arguments: refusals)
  func `after an answer a refusal is waited out for ten minutes`(refusal: PollProblem) throws {
    let known = try target([(0, answer(.running)), (4, problem(refusal))])
    #expect(!isDecided(known, at: 603))
    #expect(isDecided(known, at: 604))
    #expect(ExitStatus.of([known]) == 3)
  }

  @Test(arguments: refusals)
  func `with a deadline a refusal after an answer never ends the wait`(refusal: PollProblem) throws
  {
    let known = try target([(0, answer(.running)), (4, problem(refusal))])
    #expect(!isDecided(known, at: 86_400, hasDeadline: true))
    #expect(
      !WaitRules(hasDeadline: true).isDecidedAtDeadline(
        [known], now: Self.start.addingTimeInterval(900)))
  }

  @Test(arguments: [
    PollProblem.noCredential(variable: "X"), .unsupported, .redirected(toHost: nil),
    .refused(status: 400, QueryFailure()),
  ])
  func `what no waiting can mend ends it at once`(fault: PollProblem) throws {
    let known = try target([(0, problem(fault))])
    #expect(isDecided(known, at: 0))
    #expect(ExitStatus.of([known]) == 3)
  }

  @Test(arguments: [
    PollProblem.timedOut, .serverError(status: 500, QueryFailure()), .unreachable("x"),
    .unreadable("x"), .otherTarget("y"), .throttled(until: start),
    .workFailed(status: 500, QueryFailure(code: "UPSTREAM_TIMEOUT")),
  ])
  func `trouble of a poll never ends it`(trouble: PollProblem) throws {
    for events in [[(0.0, problem(trouble))], [(0.0, answer(.running)), (1.0, problem(trouble))]] {
      #expect(!isDecided(try target(events), at: 1e6))
    }
  }

  @Test func `an error about the work ends it once it is believed`() throws {
    let failed = PollProblem.workFailed(status: 500, QueryFailure(code: "QUERY_TIMEOUT"))
    let known = try target([
      (0, answer(.running)), (1, problem(failed)), (121, belief(.failed, failed)),
    ])
    #expect(isDecided(known, at: 121) && isDecided(known, at: 121, hasDeadline: true))
    #expect(ExitStatus.of([known]) == 1)
  }

  @Test func `a 404 that is believed is waited out for ten minutes, or to the deadline`() throws {
    let missing = PollProblem.notFound(QueryFailure())
    let known = try target([
      (0, answer(.running)), (1, problem(missing)), (130, belief(.gone, missing)),
    ])
    #expect(!isDecided(known, at: 600) && isDecided(known, at: 601))
    #expect(!isDecided(known, at: 601, hasDeadline: true))
    #expect(
      WaitRules(hasDeadline: true).isDecidedAtDeadline(
        [known], now: Self.start.addingTimeInterval(200)))
    #expect(ExitStatus.of([known]) == 3)
  }

  @Test func `an end that is taken back leaves nothing of itself`() throws {
    let missing = PollProblem.notFound(QueryFailure(message: "m"))
    let known = try target([
      (0, answer(.running)), (130, belief(.gone, missing)), (190, answer(.running)),
    ])
    #expect(known.state == .running && known.evidence == .word && known.failure == nil)
    #expect(known.endedAt == nil && known.staleSince == nil)
    #expect(ExitStatus.of([known]) == 0)
  }

  @Test func `gone by the provider's own word is an end at once, and 1`() throws {
    let known = try target([(0, answer(.gone))])
    #expect(isDecided(known, at: 0) && ExitStatus.of([known]) == 1)
  }

  @Test func `a word nobody knows ends it after half an hour and ten answers`() throws {
    let word = answer(.unknown("HIBERNATING"))
    let nine = try target((0..<9).map { (Double($0), word) })
    #expect(!isDecided(nine, at: 7200))
    let ten = try target((0..<10).map { (Double($0), word) })
    #expect(!isDecided(ten, at: 1799) && isDecided(ten, at: 1800))
    #expect(ExitStatus.of([ten]) == 3)
  }

  @Test func `a word that is known starts the count anew`() throws {
    let known = try target(
      (0..<20).map { (Double($0), answer(.unknown("X"))) }
        + [(20, answer(.running)), (21, answer(.unknown("X")))])
    #expect(!isDecided(known, at: 1810))
  }

  @Test func `one reading takes an error for likely and a 404 for gone`() throws {
    let failed = try target([
      (0, { $0.recordOnce(.workFailed(status: 429, QueryFailure()), at: $1) })
    ])
    #expect(failed.state == .failed && ExitStatus.of([failed]) == 1)
    let gone = try target([(0, { $0.recordOnce(.notFound(QueryFailure()), at: $1) })])
    #expect(gone.state == .gone && ExitStatus.of([gone]) == 3)
    let absent = try target([(0, { $0.recordOnce(.unsupported, at: $1) })])
    #expect(absent.state == .unsupported && ExitStatus.of([absent]) == 3)
  }
}
