import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

/// What every provider must do, whatever its words and fields.
struct ProviderConformanceTests {
  private func poll(
    _ provider: ProviderCase, _ answer: ScriptedTransport.Answer, target: Target? = nil
  ) async throws -> (outcome: PollOutcome, requests: [HTTPRequest]) {
    let transport = ScriptedTransport(["": [answer]])
    let source = try provider.source(transport)
    let target = try target ?? provider.target
    return (try await source.poll(target, previous: nil), transport.requests)
  }

  private func poll(
    _ provider: ProviderCase, _ status: Int, _ body: String, _ headers: HTTPHeaderFields = [:]
  ) async throws -> PollOutcome {
    let response = HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    return try await poll(provider, .success(response)).outcome
  }

  private func isUnreadable(_ outcome: PollOutcome) -> Bool {
    if case .unreadable = outcome.problem { true } else { false }
  }

  @Test func `every kind of every provider has its fixtures`() throws {
    for provider in Provider.all {
      for kind in provider.description.kinds { _ = try ProviderCase(provider, kind.kind) }
      #expect(provider.description[provider.description.probe] != nil)
    }
  }

  @Test(arguments: ProviderCase.all)
  func `a pasted status URL is its target`(provider: ProviderCase) throws {
    let url = provider.provider.description.defaultBase + provider.facts.path
    let found = try provider.provider.description.target(
      inStatusURL: url, source: provider.provider.name)
    #expect(found == (try provider.target))
  }

  // MARK: Words

  @Test(arguments: ProviderCase.all)
  func `every word of the contract is its state in any case`(provider: ProviderCase) async throws {
    for (word, state) in provider.words {
      for written in [word, word.lowercased(), word.uppercased(), word.capitalized] {
        let outcome = try await poll(provider, 200, try provider.body("\"\(written)\""))
        #expect(try outcome.result.get().state == state)
        #expect(try outcome.result.get().providerStatus == written)
      }
    }
  }

  @Test(
    arguments: ProviderCase.all,
    [
      "CANCELLED", "EXPIRED", "complete", "succeeded!", "fail", "erroneous", "finished", "RUNNING ",
      " done", "ｄｏｎｅ", "SUCCESSS", "ok", "true", "🎉", "1",
    ])
  func `an unknown word stays visible and is never an end`(
    provider: ProviderCase, word: String
  ) async throws {
    let answer = try await poll(provider, 200, try provider.body("\"\(word)\"")).result.get()
    #expect(answer.state == .unknown(word))
    #expect(!answer.state.isTerminal)
    #expect(answer.providerStatus == word)
  }

  @Test(arguments: ProviderCase.all, ["7", "true", "1e999", "-0.5"])
  func `a status that is no text is an unknown word`(
    provider: ProviderCase, value: String
  ) async throws {
    let answer = try await poll(provider, 200, try provider.body(value)).result.get()
    #expect(answer.state == .unknown(value))
  }

  @Test(arguments: ProviderCase.all, [nil, "null", "{}", "[\"done\"]"] as [String?])
  func `no status is no end`(provider: ProviderCase, value: String?) async throws {
    let outcome = try await poll(provider, 200, try provider.body(value))
    switch outcome.result {
    case .success(let answer): #expect(!answer.state.isTerminal)
    case .failure: #expect(isUnreadable(outcome))
    }
  }

  @Test(arguments: ProviderCase.all)
  func `a status said twice is unreadable`(provider: ProviderCase) async throws {
    for (word, _) in provider.words {
      let outcome = try await poll(provider, 200, try provider.body(word, and: "running"))
      #expect(isUnreadable(outcome))
    }
  }

  // MARK: Refusals

  @Test(arguments: ProviderCase.all)
  func `each refusal is told by its kind`(provider: ProviderCase) async throws {
    let none = QueryFailure()
    let expected: [Int: PollProblem] = [
      401: .unauthorized(none), 403: .forbidden(none), 408: .timedOut, 501: .unsupported,
      400: .refused(status: 400, none), 418: .refused(status: 418, none),
      500: .serverError(status: 500, none), 502: .serverError(status: 502, none),
      503: .serverError(status: 503, none), 504: .serverError(status: 504, none),
      599: .serverError(status: 599, none),
    ]
    for (status, problem) in expected {
      #expect(try await poll(provider, status, "").problem == problem)
    }
  }

  @Test(arguments: ProviderCase.all, [404, 410])
  func `what is gone is not found, and the sentence says what to check`(
    provider: ProviderCase, status: Int
  ) async throws {
    let problem = try #require(try await poll(provider, status, "").problem)
    guard case .notFound = problem else {
      // A 410 without a code is no part of the Supermetrics contract.
      Issue.record("\(problem)")
      return
    }
    let sentence = problem.sentence(
      about: try provider.target, of: SourcePlaces(configured: provider.provider.name),
      now: ProviderCase.now, isAskedAgain: true)
    #expect(sentence.contains("check the id"))
  }

  @Test(arguments: ProviderCase.all)
  func `a 429 waits by digits, by date, and a minute without either`(
    provider: ProviderCase
  ) async throws {
    let forms: [(HTTPHeaderFields, Double, Bool)] = [
      (["Retry-After": "90"], 90, true), ([:], 60, false), (["Retry-After": "²"], 60, false),
      (
        [
          "Retry-After": "Thu, 01 Jan 1970 00:01:40 GMT", "Date": "Thu, 01 Jan 1970 00:00:00 GMT",
        ], 100, true
      ),
    ]
    for (headers, seconds, isTold) in forms {
      #expect(
        try await poll(provider, 429, "", headers).problem
          == .throttled(until: ProviderCase.now.addingTimeInterval(seconds), isTold: isTold))
    }
  }

  @Test(arguments: ProviderCase.all, [200, 202, 403, 404, 500, 503])
  func `a wait is kept whatever the status of the answer`(
    provider: ProviderCase, status: Int
  ) async throws {
    let outcome = try await poll(provider, status, "", ["Retry-After": "45"])
    #expect(outcome.wait == .seconds(45))
  }

  @Test(arguments: ProviderCase.all, [301, 302, 303, 307, 308])
  func `a redirect is not followed and names its host`(
    provider: ProviderCase, status: Int
  ) async throws {
    let response = HTTPResponse(
      status: status, headers: ["Location": "https://evil.example/?k=v"], body: [])
    let (outcome, requests) = try await poll(provider, .success(response))
    #expect(outcome.problem == .redirected(toHost: "evil.example"))
    #expect(requests.count == 1)
  }

  @Test(arguments: ProviderCase.all)
  func `an error's words reach the person`(provider: ProviderCase) async throws {
    for body in [
      #"{"error":{"message":"no such luck"}}"#, #"{"error":"no such luck"}"#,
      #"{"message":"no such luck"}"#, #"{"title":"no such luck"}"#,
    ] {
      let outcome = try await poll(provider, 403, body)
      #expect(outcome.problem == .forbidden(QueryFailure(message: "no such luck")))
    }
  }

  // MARK: Broken bodies

  @Test(
    arguments: ProviderCase.all,
    [
      "", "<html>Sign in</html>", "{", "[]", "{}", "null", "\"running\"", "{\"data\":",
      "\u{0}\u{1B}[2J",
      "{\"a\":1}x", "{'status':'done'}", "[[[[[[", "{\"meta\":[],\"data\":{}}",
    ])
  func `a body that is none is unreadable`(provider: ProviderCase, body: String) async throws {
    #expect(isUnreadable(try await poll(provider, 200, body)))
  }

  @Test(arguments: ProviderCase.all)
  func `a body cut before the end of its status is unreadable, and behind it tells that status`(
    provider: ProviderCase
  ) async throws {
    let whole = try provider.body("\"running\"")
    let word = try #require(whole.firstRange(of: "\"running\""))
    let status = whole[..<word.upperBound].utf8.count
    for length in 0..<whole.utf8.count {
      let cut = String(decoding: whole.utf8.prefix(length), as: UTF8.self)
      let outcome = try await poll(provider, 200, cut)
      if length < status {
        #expect(isUnreadable(outcome))
      } else {
        #expect(try outcome.result.get().state == .running)
      }
    }
  }

  @Test(arguments: ProviderCase.all)
  func `a bad byte or a raw newline in a text hides nothing but itself`(
    provider: ProviderCase
  ) async throws {
    for bytes in [[0xE9], [0x0A], [0xF0, 0x9F]] as [[UInt8]] {
      let marked = try provider.body("\"running\"").replacing(
        "{", with: "{\"x\":\"%\",", maxReplacements: 1)
      let parts = marked.utf8.split(separator: UInt8(ascii: "%"), maxSplits: 1)
      let body = Array(parts[0]) + bytes + Array(parts[1])
      let outcome = try await poll(provider, .success(HTTPResponse(status: 200, body: body)))
        .outcome
      #expect(try outcome.result.get().state == .running)
      let doubts = try outcome.result.get().doubts
      #expect(doubts == ["the answer is not text in 1 place, the first at byte \(parts[0].count)"])
    }
  }

  @Test(arguments: ProviderCase.all)
  func `nesting without end is unreadable`(provider: ProviderCase) async throws {
    let body = #"{"x":"# + String(repeating: "[", count: 100_000)
    #expect(isUnreadable(try await poll(provider, 200, body)))
  }

  @Test(
    arguments: ProviderCase.all,
    [
      (TransportError.timedOut, PollProblem.timedOut), (.unreachable("x"), .unreachable("x")),
      (.tooLarge(limit: 1 << 20), .unreadable("the answer is larger than 1 MiB")),
      (.malformed("x"), .unreadable("x")),
    ])
  func `what the network does is told apart`(
    provider: ProviderCase, pair: (error: TransportError, problem: PollProblem)
  ) async throws {
    #expect(try await poll(provider, .failure(pair.error)).outcome.problem == pair.problem)
  }

  // MARK: Requests

  @Test(arguments: ProviderCase.all)
  func `the request goes to the contract's path with the key in its own field alone`(
    provider: ProviderCase
  ) async throws {
    let response = HTTPResponse(status: 200, body: Array(try provider.body("\"running\"").utf8))
    let (_, requests) = try await poll(provider, .success(response))
    let request = try #require(requests.first)
    #expect(request.url == ProviderCase.base + provider.facts.path)
    #expect(request.authentication == (try provider.authentication))
    #expect(request.headers["User-Agent"] == "querytop/\(Version.current)")
    #expect(!request.url.contains(ProviderCase.token))
    #expect(!request.headers.fields.contains { $0.value.contains(ProviderCase.token) })
  }

  @Test(arguments: ProviderCase.all)
  func `nothing that can be printed holds the key`(provider: ProviderCase) async throws {
    let (outcome, requests) = try await poll(
      provider, .success(HTTPResponse(status: 401, body: [])))
    let source = try provider.source(ScriptedTransport([:]))
    var text = "\(outcome) \(requests) \(source)"
    dump(requests, to: &text)
    dump(source, to: &text)
    debugPrint(requests, source, to: &text)
    #expect(!text.contains("S3CRET"))
  }

  @Test(arguments: ProviderCase.all)
  func `a kind the provider has not is refused without a request`(
    provider: ProviderCase
  ) async throws {
    let (outcome, requests) = try await poll(
      provider, .failure(.timedOut), target: try provider.foreignTarget)
    #expect(outcome.problem == .unsupported)
    #expect(requests.isEmpty)
  }

  @Test(arguments: ProviderCase.all)
  func `a cancelled poll is nobody's problem`(provider: ProviderCase) async throws {
    let source = try provider.source(ScriptedTransport([:]))
    let target = try provider.target
    await withTaskGroup(of: Void.self) { group in
      group.cancelAll()
      group.addTask {
        await #expect(throws: CancellationError.self) {
          try await source.poll(target, previous: nil)
        }
      }
    }
  }
}
