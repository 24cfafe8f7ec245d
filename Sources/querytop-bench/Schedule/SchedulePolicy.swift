import FoundationEssentials
import PollingSimulation
import QueryCore
import QueryProviders
import QueryScheduling

/// A way to decide which job to ask about next.
enum SchedulePolicy: CaseIterable {
  case vendor
  case fixed
  case roundRobin
  case ours
  /// The same where all jobs are of one kind.
  case mixed
  /// The same where the provider tells progress.
  case mixedWithProgress

  var name: String {
    switch self {
    case .vendor: "vendor cadence 1/2/5 s"
    case .fixed: "fixed 30 s"
    case .roundRobin: "paced round robin"
    case .ours: "querytop, three kinds"
    case .mixed: "querytop, one mixed kind"
    case .mixedWithProgress: "…, progress told"
    }
  }

  /// Runs the workload under the policy for so many virtual seconds.
  func run(_ jobs: inout ScheduleJobs, length: Double, limit: Int, seed: UInt64) throws {
    switch self {
    case .vendor:
      // A second for the first polls, then two, then five.
      Self.cadence(&jobs, length, limit) { $0 < 5 ? 1 : $0 < 15 ? 2 : 5 }
    case .fixed: Self.cadence(&jobs, length, limit) { _ in 30 }
    case .roundRobin: Self.roundRobin(&jobs, length, limit)
    case .ours, .mixed, .mixedWithProgress: try engine(&jobs, length, limit, seed)
    }
  }

  /// Every job by its own timer; a 429 makes all wait until its moment.
  private static func cadence(
    _ jobs: inout ScheduleJobs, _ length: Double, _ limit: Int, _ rest: (Int) -> Double
  ) {
    var window = ScheduleWindow(limit: limit)
    var timers = jobs.first.map { ScheduleTimer(job: $0, due: rest(0)) }
    var closedUntil = 0.0
    while let index = timers.indices.min(by: { timers[$0].due < timers[$1].due }) {
      let time = max(timers[index].due, closedUntil)
      if jobs.nextEnd <= time {
        let started = jobs.nextEnd
        timers.append(ScheduleTimer(job: jobs.replaceNext(), due: started + rest(0)))
        continue
      }
      guard time < length else { return }
      if let until = window.take(at: time) {
        closedUntil = until
        timers[index].due = until
      } else if jobs.poll(timers[index].job, sentAt: time) {
        timers.swapAt(index, timers.count - 1)
        timers.removeLast()
      } else {
        timers[index].polls += 1
        timers[index].due = time + ScheduleJobs.latency + rest(timers[index].polls)
      }
    }
  }

  /// One job after the other, at 95 % of the limit; new ones come last.
  private static func roundRobin(_ jobs: inout ScheduleJobs, _ length: Double, _ limit: Int) {
    let pause = 3600 / (0.95 * Double(limit))
    var time = 0.0
    var ring = Array(jobs.first)
    var turn = 0
    while time < length {
      while jobs.nextEnd <= time {
        ring.insert(jobs.replaceNext(), at: turn)
        turn += 1
      }
      if turn >= ring.count { turn = 0 }
      if jobs.poll(ring[turn], sentAt: time) { ring.remove(at: turn) } else { turn += 1 }
      time += pause
    }
  }

  /// The polling engine itself.
  private func engine(
    _ jobs: inout ScheduleJobs, _ length: Double, _ limit: Int, _ seed: UInt64
  ) throws {
    var engine = PollingEngine(
      pace: PollPace(.seconds(1)), random: Randomness(SplitMix64(seed: seed)))
    var window = ScheduleWindow(limit: limit)
    for job in jobs.first { try add(job, of: jobs, age: 0, to: &engine, at: 0) }
    var flights: [(ticket: RequestTicket, sentAt: Double, budget: RequestBudget)] = []
    var time = 0.0
    while time < length {
      while jobs.nextEnd <= time {
        let started = jobs.nextEnd
        let job = jobs.replaceNext()
        try add(job, of: jobs, age: time - started, to: &engine, at: time)
      }
      while let flight = flights.first, flight.sentAt + ScheduleJobs.latency <= time {
        flights.removeFirst()
        guard let job = flight.ticket.slot.flatMap({ Int($0.target.id) }) else { continue }
        let hasEnded = jobs.poll(job, sentAt: flight.sentAt)
        let percent =
          self == .mixedWithProgress ? jobs.percent(of: job, at: flight.sentAt) : nil
        let work = WorkStatus(hasEnded: hasEnded, fraction: percent.map { Double($0) / 100 })
        let end = RequestEnd(.ok, budget: flight.budget, work: work)
        _ = engine.finish(flight.ticket, end, at: time)
      }
      let next = min((flights.first?.sentAt ?? .infinity) + ScheduleJobs.latency, jobs.nextEnd)
      switch engine.next(at: time) {
      case .send(let ticket):
        guard window.take(at: time) == nil else { throw ScheduleFault.overLimit }
        let budget = RequestBudget(limit: limit, remaining: window.remaining)
        flights.append((ticket, time, budget))
      case .wait(let until): time = min(until, next)
      case .renew: time = next
      }
    }
  }

  /// Adds a job: each third is a class of its own, as batches, queries and jobs are, or all are one.
  private func add(
    _ job: Int, of jobs: ScheduleJobs, age: Double, to engine: inout PollingEngine, at time: Double
  ) throws {
    let hazardClass = self == .ours ? "\(jobs.third(of: job))" : "all"
    engine.add(
      .watched(try Target(source: "s", kind: .query, id: "\(job)")),
      PollHints(hazardClass: hazardClass, age: age), at: time)
  }
}

/// Why a schedule's run is worth nothing.
enum ScheduleFault: Error, CustomStringConvertible {
  /// The engine was told 429, which its own budget should have prevented.
  case overLimit

  var description: String { "the engine sent more than the limit" }
}

/// When a job is asked about next, where every job has a timer of its own.
struct ScheduleTimer {
  let job: Int
  /// In virtual seconds.
  var due: Double
  /// Polls so far.
  var polls = 0
}

/// An hourly limit with a 429 behind it; times are virtual seconds.
struct ScheduleWindow {
  let limit: Int
  private var used = 0
  private var startsAt = 0.0

  init(limit: Int) { self.limit = limit }

  /// Counts a request.
  ///
  /// - Returns: nil, or the moment at which to come back when it was one too many.
  mutating func take(at time: Double) -> Double? {
    while time >= startsAt + 3600 {
      startsAt += 3600
      used = 0
    }
    used += 1
    return used > limit ? startsAt + 3600 : nil
  }

  /// Requests left in this window.
  var remaining: Int { max(0, limit - used) }
}
