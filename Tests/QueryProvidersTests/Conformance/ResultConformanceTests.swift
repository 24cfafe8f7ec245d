import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import ResultTables
import TestSupport
import Testing

/// What the rows of every provider must do, however they are asked for.
struct ResultConformanceTests {
  private func ask(
    _ result: ResultCase, _ answer: ScriptedTransport.Answer
  ) async throws -> ResultPageAnswer {
    try await result.results(ScriptedTransport(["": [answer]])).page(result.first)
  }

  private func ask(
    _ result: ResultCase, _ status: Int, _ body: String, _ headers: HTTPHeaderFields = [:]
  ) async throws -> ResultPageAnswer {
    let response = HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    return try await ask(result, .success(response))
  }

  private func problem(
    _ result: ResultCase, _ status: Int, _ body: String, _ headers: HTTPHeaderFields = [:]
  ) async throws -> PollProblem {
    try #require(
      await #expect(throws: PollProblem.self) { try await ask(result, status, body, headers) })
  }

  // MARK: Rows

  @Test(arguments: ResultCase.all)
  func `rows come with their columns, and keep every digit`(result: ResultCase) async throws {
    let answer = try await ask(result, 200, try result.page)
    #expect(answer.page.names == ["a", "b"])
    #expect(answer.page.text(row: 0, column: 0) == "48320.50")
    let kinds = (0..<2).map { row in (0..<2).map { answer.page.kind(row: row, column: $0) } }
    #expect(kinds == [[.number, .string], [.null, .missing]])
  }

  @Test(arguments: ResultCase.all)
  func `a single page says how many rows there are`(result: ResultCase) async throws {
    let answer = try await ask(result, 200, try result.page)
    #expect(answer.totalRows == 2)
    #expect(answer.next == nil)
  }

  @Test(arguments: ResultCase.all)
  func `a result of no rows is a page of none`(result: ResultCase) async throws {
    #expect(try await ask(result, 200, try result.none).page.rowCount == 0)
  }

  @Test(arguments: ResultCase.all)
  func `the budget comes with the rows`(result: ResultCase) async throws {
    let headers: HTTPHeaderFields = ["X-RateLimit-Limit": "50", "X-RateLimit-Remaining": "7"]
    let answer = try await ask(result, 200, try result.page, headers)
    #expect(answer.budget == RequestBudget(limit: 50, remaining: 7))
  }

  // MARK: No rows

  @Test(arguments: ResultCase.all, [404, 410])
  func `a result that is kept no longer is said to be gone`(
    result: ResultCase, status: Int
  ) async throws {
    let problem = try await problem(result, status, "")
    guard case .noResult = problem else {
      Issue.record("\(problem)")
      return
    }
    let sentence = problem.sentence(
      about: try result.provider.target, of: SourcePlaces(configured: "s"), now: ProviderCase.now,
      isAskedAgain: false
    )
    #expect(sentence.contains("has no rows"))
  }

  @Test(arguments: ResultCase.all)
  func `every state but success has no rows, and says so`(result: ResultCase) async throws {
    for (word, state) in result.provider.words where state != .succeeded {
      let problem = try await problem(result, 200, try result.page(status: word))
      guard case .noResult(let failure) = problem else {
        Issue.record("\(word): \(problem)")
        continue
      }
      #expect(failure.message?.contains(state.word) == true)
    }
  }

  // MARK: Refusals

  @Test(arguments: ResultCase.all)
  func `each refusal is told by its kind`(result: ResultCase) async throws {
    let none = QueryFailure()
    let expected: [Int: PollProblem] = [
      401: .unauthorized(none), 403: .forbidden(none), 408: .timedOut, 501: .unsupported,
      400: .refused(status: 400, none), 503: .serverError(status: 503, none),
      302: .redirected(toHost: nil),
      429: .throttled(until: ProviderCase.now.addingTimeInterval(60), isTold: false),
    ]
    for (status, problem) in expected {
      #expect(try await self.problem(result, status, "") == problem)
    }
  }

  @Test(
    arguments: ResultCase.all,
    [
      "", "<html>Sign in</html>", "{", "null", "{\"data\":", "\u{0}\u{1B}[2J", "{\"a\":1}x",
      "[[[[[[", "{}",
    ])
  func `a body that is none is unreadable`(result: ResultCase, body: String) async throws {
    guard case .unreadable = try await problem(result, 200, body) else {
      Issue.record("read")
      return
    }
  }

  @Test(arguments: ResultCase.all)
  func `a page cut anywhere is unreadable`(result: ResultCase) async throws {
    let page = try result.page
    for length in 0..<page.utf8.count {
      let cut = String(decoding: page.utf8.prefix(length), as: UTF8.self)
      guard case .unreadable = try await problem(result, 200, cut) else {
        Issue.record("\(cut)")
        continue
      }
    }
  }

  @Test(arguments: ResultCase.all)
  func `what the network does is told apart`(result: ResultCase) async throws {
    let pairs: [(TransportError, PollProblem)] = [
      (.timedOut, .timedOut), (.unreachable("x"), .unreachable("x")),
      (.tooLarge(limit: 64 << 20), .unreadable("the answer is larger than 64 MiB")),
    ]
    for (error, problem) in pairs {
      await #expect(throws: problem) { try await ask(result, .failure(error)) }
    }
  }

  // MARK: Requests

  @Test(arguments: ResultCase.all)
  func `the request is the contract's, takes 64 MiB, and has the key in its own field alone`(
    result: ResultCase
  ) async throws {
    let transport = ScriptedTransport([
      "": [.success(HTTPResponse(status: 200, body: Array(try result.page.utf8)))]
    ])
    _ = try await result.results(transport).page(result.first)
    let request = try #require(transport.requests.first)
    #expect(request.url == ProviderCase.base + result.rows.firstPath)
    #expect(request.authentication == (try result.provider.authentication))
    #expect(request.bodyLimit == 64 << 20)
    #expect(request.timeout == .seconds(1800))
    #expect(!request.takesStart)
  }

  @Test(arguments: ResultCase.all)
  func `rows are not asked for in another provider's way`(result: ResultCase) async throws {
    let transport = ScriptedTransport([:])
    let results = try result.results(transport)
    for other in ResultCase.all where other.first != result.first {
      await #expect(throws: PollProblem.unsupported) { try await results.page(other.first) }
    }
    #expect(transport.requests.isEmpty)
  }

  @Test(arguments: ProviderCase.all)
  func `a target of a kind the provider has not has no results`(
    provider: ProviderCase
  ) async throws {
    let source = try provider.source(ScriptedTransport([:]))
    #expect(source.results(of: try provider.foreignTarget) == nil)
  }

  @Test(arguments: ResultCase.all)
  func `a cancelled page is nobody's problem`(result: ResultCase) async throws {
    let results = try result.results(ScriptedTransport([:]))
    await withTaskGroup(of: Void.self) { group in
      group.cancelAll()
      group.addTask {
        await #expect(throws: CancellationError.self) { try await results.page(result.first) }
      }
    }
  }
}
