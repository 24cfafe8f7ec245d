import FoundationEssentials
import QueryCore
import Testing

struct PollProblemSentenceTests {
  private static let now = Date(timeIntervalSince1970: 1000)
  private static let none = QueryFailure()
  static let problems: [PollProblem] = [
    .unauthorized(none), .forbidden(none), .notFound(none),
    .throttled(until: now.addingTimeInterval(30)),
    .throttled(until: now.addingTimeInterval(30), isTold: false, none), .refused(status: 400, none),
    .serverError(status: 503, none), .redirected(toHost: "h"), .unreachable("no route"),
    .timedOut, .unreadable("byte 3"), .noCredential(variable: "K"), .unsupported,
  ]

  private func sentence(_ problem: PollProblem, isAskedAgain: Bool) throws -> String {
    problem.sentence(
      about: try Target(parsing: "prod:query/q"),
      of: SourcePlaces(key: "PROD_KEY", base: "the base_url of prod"), now: Self.now,
      isAskedAgain: isAskedAgain)
  }

  @Test(arguments: problems) func `who asks once does not promise to go on`(problem: PollProblem)
    throws
  {
    let text = try sentence(problem, isAskedAgain: false)
    for promise in ["keeps asking", "goes on", "start querytop again"] {
      #expect(!text.contains(promise), "\(text)")
    }
  }

  @Test func `who goes on asking says so where that may help`() throws {
    for problem in [PollProblem.serverError(status: 503, Self.none), .timedOut] {
      #expect(try sentence(problem, isAskedAgain: true).hasSuffix("querytop keeps asking"))
      #expect(try sentence(problem, isAskedAgain: false).hasSuffix("try again later"))
    }
  }

  @Test(arguments: [true, false])
  func `only a wait that the provider named is called its wish`(isTold: Bool) throws {
    let said = QueryFailure(code: "TOO_MANY_REQUESTS", message: "slow down", requestID: "r1")
    let problem = PollProblem.throttled(
      until: Self.now.addingTimeInterval(30), isTold: isTold, said)
    let text = try sentence(problem, isAskedAgain: true)
    #expect(text.contains("asks querytop to wait") == isTold)
    #expect(text.contains("30 s") && text.contains("(TOO_MANY_REQUESTS: slow down)"))
    #expect(problem.failure?.requestID == "r1")
  }

  @Test(arguments: problems) func `keys and addresses are looked for where they were set`(
    problem: PollProblem
  ) throws {
    let text = try sentence(problem, isAskedAgain: false)
    #expect(!text.contains("config.yaml") && !text.contains("SUPERMETRICS"), "\(text)")
    switch problem {
    case .unauthorized: #expect(text.contains("check PROD_KEY"))
    case .redirected, .unreachable, .unreadable: #expect(text.contains("the base_url of prod"))
    default: break
    }
  }
}
