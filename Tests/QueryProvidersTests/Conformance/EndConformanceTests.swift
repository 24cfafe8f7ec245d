import FoundationEssentials
import NIOConcurrencyHelpers
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

/// Words, codes and 404s that are not the end, told by every provider to the real schedule and
/// monitor in virtual time.
struct EndConformanceTests {
  /// What a server answers at a moment, in virtual seconds.
  typealias Story = @Sendable (Double) -> HTTPResponse

  /// A server that answers by the clock.
  private final class StoryTransport: HTTPTransport {
    let now = NIOLockedValueBox(0.0)
    let story: Story

    init(_ story: @escaping Story) { self.story = story }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
      story(now.withLockedValue { $0 })
    }
  }

  /// What is known after each poll, and when.
  private func follow(
    _ provider: ProviderCase, until end: Double, seed: UInt64 = 0, _ story: @escaping Story
  ) async throws -> [(at: Double, known: TargetSnapshot)] {
    let transport = StoryTransport(story)
    let source = try provider.source(transport)
    let target = try provider.target
    var engine = PollingEngine(
      pace: PollPace(.seconds(1)), random: Randomness(SplitMix64(seed: seed)))
    var now = 0.0
    func moment() -> MonitorTime {
      MonitorTime(elapsed: now, date: ProviderCase.now.addingTimeInterval(now))
    }
    var core = MonitorCore(
      targets: [target], sources: [target.source: source.traits], pace: PollPace(.seconds(1)),
      in: &engine, at: moment())
    var seen: [(Double, TargetSnapshot)] = []
    while now < end {
      let (step, asked) = core.next(in: &engine, at: moment())
      switch step {
      case .send(let ticket):
        transport.now.withLockedValue { $0 = now }
        let outcome = try await source.poll(
          asked ?? target, previous: core.snapshot.targets.first)
        core.finish(ticket, outcome, in: &engine, at: moment())
        if ticket.slot == .watched(target), let known = core.snapshot.targets.first {
          seen.append((now, known))
        }
      case .wait(let until): now = max(now, min(until, end))
      case .renew: return seen
      }
    }
    return seen
  }

  private func ok(_ body: String) -> HTTPResponse {
    HTTPResponse(status: 200, body: Array(body.utf8))
  }

  private func word(_ provider: ProviderCase, _ state: QueryState) throws -> String {
    // For a batch every end has one word.
    let word =
      provider.words.first { $0.state == state } ?? provider.words.first { $0.state == .stopped }
    return try provider.body("\"\(try #require(word).word)\"")
  }

  /// Answers that are not the end.
  static let troubles: [(name: String, response: HTTPResponse)] = [
    ("404", HTTPResponse(status: 404)),
    ("404 of a gateway", HTTPResponse(status: 404, body: Array("<html>no such site</html>".utf8))),
    ("403", HTTPResponse(status: 403)), ("401", HTTPResponse(status: 401)),
    ("410", HTTPResponse(status: 410)),
    (
      "a coded 500",
      HTTPResponse(
        status: 500, body: Array(#"{"error":{"code":"UPSTREAM_TIMEOUT","message":"m"}}"#.utf8))
    ),
    (
      "a coded 503",
      HTTPResponse(status: 503, body: Array(#"{"error":{"code":"DATABASE_UNAVAILABLE"}}"#.utf8))
    ),
    (
      "a coded 408",
      HTTPResponse(status: 408, body: Array(#"{"error":{"code":"REQUEST_TIMEOUT"}}"#.utf8))
    ),
    ("a bare 500", HTTPResponse(status: 500)),
    ("a 429 without a wait", HTTPResponse(status: 429)),
    ("a 501", HTTPResponse(status: 501)),
    ("nothing", HTTPResponse(status: 200)),
    ("no JSON", HTTPResponse(status: 200, body: Array("<html>login</html>".utf8))),
    ("a null", HTTPResponse(status: 200, body: Array("null".utf8))),
    ("a redirect", HTTPResponse(status: 302, headers: ["Location": "https://login.example/"])),
    (
      "another's answer",
      HTTPResponse(
        status: 200,
        body: Array(
          #"{"meta":{"schedule_id":"zz","batch_id":"zz","status_code":"SUCCESS"},"data":{"id":"zz","status":"done"},"status":"succeeded","job_id":"zz"}"#
            .utf8))
    ),
  ]

  @Test(arguments: ProviderCase.all, troubles.map(\.name))
  func `a minute of trouble is not the end, and what comes after it is seen`(
    provider: ProviderCase, trouble: String
  ) async throws {
    let response = try #require(Self.troubles.first { $0.name == trouble }).response
    let (running, done) = (ok(try word(provider, .running)), ok(try word(provider, .succeeded)))
    // A missing endpoint is looked for again after an hour alone.
    let end = trouble == "a 501" ? 5000.0 : 1500
    let seen = try await follow(provider, until: end) { now in
      now < 30 ? running : now < 90 ? response : now < 300 ? running : done
    }
    for (at, known) in seen where at < 300 {
      #expect(!known.state.isTerminal, "\(known.state.word) at \(at)")
    }
    let last = try #require(seen.last)
    #expect(last.known.isSettled && last.known.state.isTerminal)
  }

  @Test(arguments: ProviderCase.all)
  func `the same stretch of 403 has the same outcome whatever chance says`(
    provider: ProviderCase
  ) async throws {
    let (running, done) = (ok(try word(provider, .running)), ok(try word(provider, .succeeded)))
    let end = try await follow(provider, until: 10) { _ in done }.last?.known.state
    for seed in UInt64(1)...20 {
      let seen = try await follow(provider, until: 150, seed: seed) { now in
        now < 4 ? running : now < 90 ? HTTPResponse(status: 403) : done
      }
      let last = try #require(seen.last).known
      #expect(last.isSettled && last.state == end)
    }
  }

  @Test(arguments: ProviderCase.all, [404, 410])
  func `a 404 that stays is believed after two minutes, looked at for an hour, and then left alone`(
    provider: ProviderCase, status: Int
  ) async throws {
    let running = ok(try word(provider, .running))
    let seen = try await follow(provider, until: 20_000) { now in
      now < 30 ? running : HTTPResponse(status: status)
    }
    let believed = seen.filter { $0.known.state == .gone }
    let first = try #require(believed.first).at
    let denied = try #require(seen.first { $0.known.problem != nil }).at
    #expect(first - denied >= 120 && first - denied <= 140)
    #expect(seen.count { $0.at >= denied && $0.at <= first } >= 4)
    #expect(believed.count == 13)
    #expect(try #require(seen.last).at - first <= 3600)
    #expect(believed.allSatisfy { $0.known.evidence == .errors && !$0.known.isSettled })
  }

  @Test(arguments: ProviderCase.all)
  func `an end that was believed is taken back where the work is alive`(
    provider: ProviderCase
  ) async throws {
    let (running, done) = (ok(try word(provider, .running)), ok(try word(provider, .succeeded)))
    let seen = try await follow(provider, until: 3000) { now in
      now < 30 ? running : now < 400 ? HTTPResponse(status: 404) : now < 900 ? running : done
    }
    #expect(seen.contains { $0.known.state == .gone })
    #expect(seen.contains { $0.at > 400 && $0.at < 900 && $0.known.state == .running })
    #expect(try #require(seen.last).known.isSettled)
  }

  @Test(arguments: ProviderCase.all, ["HIBERNATING", "WAIT", "💤", "Canceled"])
  func `a word nobody knows is shown as it is and asked about ever more rarely`(
    provider: ProviderCase, word: String
  ) async throws {
    let (running, odd) = (
      ok(try self.word(provider, .running)), ok(try provider.body("\"\(word)\""))
    )
    let seen = try await follow(provider, until: 7200) { $0 < 10 ? running : odd }
    let unknown = seen.filter { $0.known.unknownWord != nil }
    #expect(unknown.allSatisfy { $0.known.state == .unknown(word) })
    #expect(unknown.count { $0.at < 1810 } >= 10 && unknown.count < 60)
    let sentence = try #require(unknown.last).known.problemSentence(now: .now, isAskedAgain: true)
    #expect(sentence?.contains("querytop does not know") == true)
  }

  @Test(arguments: ProviderCase.all)
  func `an end told by a word is final, whatever the server says later`(
    provider: ProviderCase
  ) async throws {
    let (running, done) = (ok(try word(provider, .running)), ok(try word(provider, .succeeded)))
    let seen = try await follow(provider, until: 3000) {
      $0 < 30 ? running : $0 < 60 ? done : running
    }
    #expect(seen.count { $0.known.isSettled } == 1 && seen.allSatisfy { $0.at < 60 })
  }
}
