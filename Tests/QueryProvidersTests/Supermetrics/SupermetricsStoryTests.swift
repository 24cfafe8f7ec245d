import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import Testing

/// Whole stories of batches, read in parts: however odd the server, the last answer has the rows as the server has them.
struct SupermetricsStoryTests {
  private let source: (BatchServer) throws -> SupermetricsSource = { server in
    SupermetricsSource(
      base: try BaseURL(parsing: "https://api.example.com"), credential: try Credential("k"),
      transport: server)
  }

  /// What a story came to.
  private struct Outcome {
    var polls = 0
    var requests = 0
    /// Polls for which the last failure was counted and not shown, the longest such time.
    var latest = 0
    var known: TargetSnapshot
    var server: BatchServer.State
  }

  /// - Parameters:
  ///   - interval: seconds between two polls.
  ///   - look: is given what is known after each poll.
  private func run(
    _ oddity: BatchStory.Oddity, count: Int, slots: Int, seed: UInt64, every interval: Double,
    look: (TargetSnapshot) -> Void = { _ in }
  ) async throws -> Outcome {
    var story = BatchStory(oddity, slots: slots, seed: seed)
    let server = BatchServer(story.start(count))
    let source = try source(server)
    let target = try Target(parsing: "supermetrics:batch/b")
    var outcome = Outcome(known: TargetSnapshot(target: target), server: server.current)
    var late = 0
    while outcome.polls < 5000 {
      let poll = try await source.poll(target, previous: outcome.known)
      let answer = try poll.result.get()
      outcome.known.apply(answer, at: Date(timeIntervalSince1970: Double(outcome.polls) * interval))
      look(outcome.known)
      outcome.polls += 1
      outcome.requests += poll.requests
      outcome.server = server.current
      let failed = outcome.server.rows.count { $0 == "FAILURE" }
      late = answer.detail.batch?.queries.count(of: .failed) == failed ? 0 : late + 1
      outcome.latest = max(outcome.latest, late)
      // The end is told by the poll that follows it.
      if outcome.server.word == "STOPPED" { return outcome }
      server.change { story.step(&$0, of: count) }
    }
    return outcome
  }

  private func expectTrue(_ outcome: Outcome, _ oddity: BatchStory.Oddity, seed: UInt64) throws {
    let rows = try #require(outcome.known.detail.batch).queries.map { [$0.id: $0.state] }
    let ids = try #require(outcome.server.ids)
    let truth = zip(ids, outcome.server.rows).map { id, word in
      ["q\(id)": SupermetricsStatus.queryState(word)]
    }
    #expect(outcome.known.state.isTerminal, "\(oddity), seed \(seed)")
    // Rows that have ended may change their places unseen.
    #expect(Set(rows) == Set(truth), "\(oddity), seed \(seed)")
    #expect(rows.count == truth.count, "\(oddity), seed \(seed)")
  }

  @Test(arguments: BatchStory.Oddity.allCases, [1.0, 2])
  func `after a story of one page every row is as the server has it`(
    oddity: BatchStory.Oddity, interval: Double
  ) async throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let outcome = try await run(
        oddity, count: 30 + Int(seed * 37), slots: 1 + Int(seed * 6), seed: seed, every: interval)
      try expectTrue(outcome, oddity, seed: seed)
      guard oddity != .longestPage else { continue }
      // Rows listed later are read by a request of their own.
      let most = 8 + (oddity == .rowsListedLater ? 2 * outcome.polls : outcome.polls * 3 / 2)
      #expect(outcome.requests <= most, "\(oddity), seed \(seed)")
    }
  }

  @Test(
    arguments: [
      BatchStory.Oddity.none, .startsAnywhere, .endsTakenBack, .rowsReordered, .rowsListedLater,
      .heedsNoLimit,
      .onlyWholePages, .wrongCounters, .noCounters,
    ])
  func `after a story of several pages every row is as the server has it`(
    oddity: BatchStory.Oddity
  ) async throws {
    let outcome = try await run(oddity, count: 1200, slots: 150, seed: 5, every: 1)
    try expectTrue(outcome, oddity, seed: 5)
    guard oddity != .longestPage else { return }
    #expect(outcome.requests <= 20 + 4 * outcome.polls, "\(oddity)")
  }

  @Test(arguments: [1.0, 2])
  func `counters that never fit are not believed ever more dearly`(interval: Double) async throws {
    let words = [("SUCCESS", 100), ("RUNNING", 50), ("QUEUED", 5850)]
    let server = BatchServer(
      BatchServer.State(
        rows: words.flatMap { Array(repeating: $0, count: $1) }, counters: [5850, 48, 102, 0]))
    let source = try source(server)
    var known = TargetSnapshot(target: try Target(parsing: "supermetrics:batch/b"))
    var requests = 0
    for poll in 0..<200 {
      let outcome = try await source.poll(known.target, previous: known)
      known.apply(
        try outcome.result.get(), at: Date(timeIntervalSince1970: Double(poll) * interval))
      requests += outcome.requests
    }
    #expect(requests <= 300)
    #expect(server.current.bytes <= 200 * 25_000)
  }

  @Test(arguments: [1.0, 2])
  func `a failure shows within six polls in a hurry, and at the next at the latest without`(
    interval: Double
  ) async throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      let outcome = try await run(
        .none, count: 30 + Int(seed * 50), slots: 1 + Int(seed * 5), seed: seed, every: interval)
      #expect(outcome.requests <= 4 + outcome.polls * 7 / 5, "seed \(seed)")
      #expect(outcome.latest <= (interval < 1.5 ? 6 : 1), "seed \(seed)")
    }
  }

  @Test(arguments: BatchStory.Oddity.allCases)
  func `what is kept from poll to poll is what all rows say`(
    oddity: BatchStory.Oddity
  ) async throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var durations = DurationTally()
      var failures = FailureTally()
      var polls = 0
      _ = try await run(
        oddity, count: 40 + Int(seed * 30), slots: 1 + Int(seed * 7), seed: seed, every: 1
      ) { known in
        let rows = known.rows
        let anew = BatchRows(Array(rows))
        durations.update(to: rows)
        failures.update(to: rows)
        polls += 1
        #expect(rows == anew && Set(rows.map(\.id)).count == rows.count)
        #expect(rows.progress == anew.progress && Array(rows.running) == Array(anew.running))
        #expect(durations == DurationTally(anew), "\(oddity), seed \(seed), poll \(polls)")
        #expect(
          failures.causes == FailureCause.group(anew), "\(oddity), seed \(seed), poll \(polls)")
        #expect(
          Verdict.make(of: known, failures, naming: nil) == Verdict.make(of: known),
          "\(oddity), seed \(seed), poll \(polls)")
      }
    }
  }
}
