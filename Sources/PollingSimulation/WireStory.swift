import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
package import QuerySimulator

/// The whole story of a simulated batch, polled in virtual time until its end is told: what it cost, and how late what
/// happened was seen.
package struct WireStory: Sendable {
  package private(set) var polls = 0
  package private(set) var requests = 0
  /// Bytes of the bodies, as they are and packed by gzip.
  package private(set) var bytes = 0
  package private(set) var packedBytes = 0
  /// Seconds from a query's end to the poll that shows it, of all and of those that failed, rising.
  package private(set) var delays: [Double] = []
  package private(set) var failureDelays: [Double] = []
  /// Seconds from the batch's end to the poll that tells it.
  package private(set) var endDelay = Double.infinity
  /// Rows that are not in the end as the server has them.
  package private(set) var wrongRows = 0
  /// What the same polls cost where each reads every page: as far as it was asked for.
  package private(set) var wholeBytes = 0.0
  /// What they cost at least: the rows at the start, and then the counters and what has changed.
  package private(set) var leastBytes = 0

  private let server: WireServer
  private let source: SupermetricsSource
  private var known: TargetSnapshot
  private let start = Scenario.usualStart

  private init(_ options: ScenarioOptions) throws {
    let scenario = Scenario(options, startedAt: start)
    let server = WireServer(scenario)
    self.server = server
    source = SupermetricsSource(
      SourceConnection(
        name: "supermetrics", base: try BaseURL(parsing: WireServer.base),
        authentication: .bearer(try Credential(WireServer.key)), transport: server))
    known = TargetSnapshot(
      target: try Target(source: "supermetrics", kind: .batch, id: scenario.batchID))
  }

  /// Polls a story from its start to its end.
  ///
  /// - Parameters:
  ///   - interval: between two polls.
  ///   - weighs: whether what other ways would cost is weighed beside it, which takes much longer.
  /// - Throws: the problem of a poll without an answer, which a simulated server has no reason for.
  package static func run(
    _ options: ScenarioOptions, every interval: Duration, weighs: Bool = false
  ) async throws -> WireStory {
    var story = try WireStory(options)
    let end = story.server.scenario.end
    let last = end + .seconds(60) + interval * 10
    var elapsed = Duration.zero
    while !story.known.hasEndedByWord, elapsed < last {
      try await story.poll(at: elapsed, weighs: weighs)
      elapsed += interval
    }
    story.conclude(at: elapsed - interval)
    return story
  }

  private mutating func poll(at elapsed: Duration, weighs: Bool) async throws {
    server.move(to: elapsed)
    let before = known.rows
    let answer = try await source.poll(known.target, previous: known).result.get()
    known.apply(answer, at: start.addingTimeInterval(elapsed / .seconds(1)))
    for place in known.rows.changes(since: before) where known.rows.state(at: place).isTerminal {
      guard place >= before.count || !before.state(at: place).isTerminal,
        let end = server.scenario.query(at: place, at: elapsed)?.endedAt
      else { continue }
      // What had ended before the first poll was not watched.
      guard polls > 0 else { continue }
      delays.append((elapsed - end) / .seconds(1))
      if known.rows.state(at: place) == .failed { failureDelays.append(delays[delays.count - 1]) }
    }
    if weighs { weigh(at: elapsed) }
    polls += 1
  }

  private mutating func conclude(at elapsed: Duration) {
    let cost = server.current
    (requests, bytes, packedBytes) = (cost.requests, cost.bytes, cost.packedBytes)
    delays.sort()
    failureDelays.sort()
    if known.hasEndedByWord { endDelay = (elapsed - server.scenario.end) / .seconds(1) }
    let truth = server.scenario.queries(in: 0..<Int.max, at: elapsed)
    wrongRows =
      max(truth.count, known.rows.count)
      - zip(truth, known.rows).count { query, row in
        query.scheduleID == row.id
          && SupermetricsStatus.queryState(query.state.rawValue) == row.state
          && query.resultRows == row.resultRows && query.failure?.message == row.failure?.message
      }
  }

  // MARK: What other ways cost

  private var weighed: [SimulatedState] = []
  private var wholes: [Int] = []

  private mutating func weigh(at elapsed: Duration) {
    let states = server.scenario.queries(in: 0..<Int.max, at: elapsed).map(\.state)
    let weight = server.scale()
    let pages = stride(from: 0, to: states.count, by: 1000)
    // Whole pages grow evenly; a look at some of the polls tells what all of them weigh.
    if polls.isMultiple(of: 10) { wholes.append(pages.reduce(0) { $0 + weight($1, 1000) }) }
    wholeBytes = Double(wholes.reduce(0, +)) / Double(wholes.count) * Double(polls + 1)
    let head = weight(states.count, 1)
    if weighed.isEmpty {
      leastBytes = wholes[0]
    } else {
      let changed = states.indices.filter { weighed[$0] != states[$0] }
      leastBytes += changed.reduce(head) { $0 + weight($1, 1) - head }
    }
    weighed = states
  }
}

extension WireStory {
  /// Bytes of the bodies of a poll, in the mean.
  package var bytesPerPoll: Double { Double(bytes) / Double(max(1, polls)) }
  package var packedBytesPerPoll: Double { Double(packedBytes) / Double(max(1, polls)) }
  package var requestsPerPoll: Double { Double(requests) / Double(max(1, polls)) }
}
