package import FoundationEssentials
import QueryCore

/// The seeded story of one batch, from a little after its submission to its end.
///
/// Everything is decided when it is made: what follows only looks up where things stand at a
/// moment, so it knows no clock and no network, and asking twice gives the same answer. Times are
/// durations since the story's start; a few queries are running by then. Its shape is that of real
/// batches: accounts × days in order of submission, a limited number of slots, log-normal lengths,
/// and failures that cluster.
package struct Scenario: Hashable, Sendable {
  /// What it was made from, in range.
  package let options: ScenarioOptions
  /// The date of the story's start: the last day asked for is the day before it, in UTC.
  package let startedAt: Date
  /// Of the form `qrb_3feb5ff5c71e`, made from the seed.
  package let batchID: String
  /// In the order in which their queries are submitted.
  package let accounts: [SimulatedAccount]
  /// Oldest first.
  package let days: [CivilDay]
  let queries: [PlannedQuery]
  let failures: [QueryFailure]
  private let starts: [Int]
  private let successes: [Int]
  private let failed: [Int]
  private let others: LicenseLoad

  /// The moment a story starts when nobody says otherwise: 2026-10-03T12:00:00Z.
  package static let usualStart = Date(timeIntervalSince1970: 1_791_028_800)

  /// Decides the whole story; takes some milliseconds for 10,000 queries.
  package init(
    _ options: ScenarioOptions = ScenarioOptions(), startedAt: Date = Scenario.usualStart
  ) {
    var random = SplitMix64(seed: options.seed, stream: 0)
    let grid = StoryGrid(queries: options.queries)
    let yesterday = startedAt.millisecondsSinceEpoch.floored(by: 86_400_000) - 1
    self.options = options
    self.startedAt = startedAt
    batchID = Self.makeBatchID(from: &random)
    accounts = SimulatedAccount.make(grid.accounts, from: &random)
    days = (0..<grid.days).map { CivilDay(daysSinceEpoch: yesterday - (grid.days - 1 - $0)) }
    let faults = FaultPlan(grid: grid, from: &random)
    let schedule = StorySchedule(options: options, grid: grid, faults: faults, from: &random)
    let plan = StoryPlan(
      grid: grid, schedule: schedule, faults: faults, accounts: accounts, days: days, from: &random)
    queries = plan.queries
    failures = plan.failures
    starts = queries.map(\.start).sorted()
    successes = queries.filter { $0.state(at: .max) == .success }.map(\.end).sorted()
    failed = queries.filter { $0.state(at: .max) == .failure }.map(\.end).sorted()
    others = LicenseLoad(
      length: options.duration.milliseconds, seed: options.seed, from: &random)
  }

  /// When the last query ends: within a tenth of the duration asked for.
  package var end: Duration {
    .milliseconds(max(successes.last ?? 0, failed.last ?? 0))
  }

  /// The counters and the word of the batch; costs the same for any number of queries.
  package func batch(at elapsed: Duration) -> SimulatedBatch {
    let now = elapsed.milliseconds
    let started = starts.count(upTo: now)
    let succeeded = successes.count(upTo: now)
    let lost = failed.count(upTo: now)
    let progress = BatchProgress(
      queued: queries.count - started, running: started - succeeded - lost, succeeded: succeeded,
      failed: lost)
    let status: SimulatedBatchStatus =
      started == 0 ? .queued : progress.isFinished ? .stopped : .running
    return SimulatedBatch(id: batchID, status: status, progress: progress)
  }

  /// The query at a place in the order of submission; nil past the last.
  package func query(at index: Int, at elapsed: Duration) -> SimulatedQuery? {
    queries.indices.contains(index) ? query(index, at: elapsed.milliseconds) : nil
  }

  /// The query of a schedule id; nil for an id that is not of this batch.
  package func query(_ scheduleID: String, at elapsed: Duration) -> SimulatedQuery? {
    let prefix = batchID + SimulatedQuery.infix
    guard scheduleID.hasPrefix(prefix), let number = Int(scheduleID.dropFirst(prefix.count)),
      let query = query(at: number - 1, at: elapsed), query.scheduleID == scheduleID
    else { return nil }
    return query
  }

  /// Every query of a range of places, as far as it reaches into the batch, in order of submission.
  package func queries(in range: Range<Int>, at elapsed: Duration) -> [SimulatedQuery] {
    let now = elapsed.milliseconds
    return range.clamped(to: queries.indices).map { query($0, at: now) }
  }

  /// The licence-wide queue: this batch, handed to it bit by bit over the first quarter, and the
  /// work of others.
  package func workflow(at elapsed: Duration) -> (scheduled: Int, running: Int) {
    let now = elapsed.milliseconds
    let progress = batch(at: elapsed).progress
    let quarter = max(1, options.duration.milliseconds / 4)
    let handed = queries.count * min(max(0, quarter / 10 + now), quarter) / quarter
    let waiting = max(0, handed - (queries.count - progress.queued))
    let room = 650
    let own = queries.count <= room ? waiting : waiting * room / queries.count
    return (
      min(1000, own + others.waiting(at: now)),
      min(1000, progress.running + others.running(at: now))
    )
  }

  private func query(_ index: Int, at now: Int) -> SimulatedQuery {
    let plan = queries[index]
    let state = plan.state(at: now)
    var failure: QueryFailure?
    var rows: Int?
    if state == .success || state == .failure {
      switch plan.ending {
      case .success(let count): rows = options.rows ?? count
      case .failure(let place): failure = failures[place]
      }
    }
    return SimulatedQuery(
      index: index, batchID: batchID, state: state, account: accounts[plan.account],
      day: days[plan.day], startedAt: state == .queued ? nil : .milliseconds(plan.start),
      endedAt: now < plan.end ? nil : .milliseconds(plan.end),
      partsReady: plan.partsReady(at: now), partsTotal: plan.partsTotal(at: now),
      failure: failure, resultRows: rows)
  }

  private static func makeBatchID(from random: inout SplitMix64) -> String {
    let digits = String(random.next() & 0xFFFF_FFFF_FFFF, radix: 16)
    return "qrb_" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }
}

extension Date {
  /// Whole milliseconds since 1970, rounded down; held within the years a four-digit date can
  /// write.
  var millisecondsSinceEpoch: Int {
    let seconds = timeIntervalSince1970
    guard seconds.isFinite else { return 0 }
    return Int((min(max(seconds, -62_135_596_800), 253_402_214_400) * 1000).rounded(.down))
  }
}

extension Duration {
  /// Whole milliseconds, rounded down; held within ±100 years, beyond which no story reaches.
  var milliseconds: Int {
    let limit: Int64 = 3_155_760_000
    let (seconds, attoseconds) = components
    let whole = Int(min(max(seconds, -limit), limit))
    let part = Int(attoseconds / 1_000_000_000_000_000)
    let remainder = attoseconds % 1_000_000_000_000_000
    return whole * 1000 + part - (remainder < 0 ? 1 : 0)
  }
}

extension Int {
  /// The quotient rounded down, also below zero; `divisor` is positive.
  func floored(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }
}

extension [Int] {
  /// How many elements of a sorted array are not above `limit`; takes the logarithm of its length.
  func count(upTo limit: Int) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
