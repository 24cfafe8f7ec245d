import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryScheduling

/// Runs a monitor's core against model servers in virtual time, and checks every rule as it goes.
///
/// A run is a function of its plan: the same seed gives the same run.
package struct PollingSimulation {
  private struct Flight {
    let ticket: RequestTicket
    let target: Target
    let reply: ModelServer.Reply
  }

  private let plan: SimulationPlan
  private let jobs: [Target: ModelJob]
  private let batches: [Target: ModelBatch]
  private var servers: [String: ModelServer]
  private var engine: PollingEngine
  private var core: MonitorCore
  private var now = 0.0
  private var wallOffset = 0.0
  private var flights: [Flight] = []
  /// Searches for fresher keys: the account, when the search is over, and whether it found one.
  private var renewals: [(account: String, at: Double, isFresh: Bool)] = []
  private var chance: SplitMix64
  private var presses: [Double]
  private var jumps: [(at: Double, by: Double)]
  private var suspensions: [(at: Double, length: Double)]
  private var checks: SimulationChecks

  private static let epoch = Date(timeIntervalSince1970: 1_791_028_800)

  package init(_ plan: SimulationPlan) {
    self.plan = plan
    jobs = Dictionary(plan.jobs.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
    batches = jobs.compactMapValues { ModelBatch($0) }
    var servers: [String: ModelServer] = [:]
    for (index, name) in plan.servers.keys.sorted().enumerated() {
      servers[name] = ModelServer(
        plan.servers[name] ?? ModelServerOptions(), seed: plan.seed &* 31 &+ UInt64(index))
    }
    self.servers = servers
    chance = SplitMix64(seed: plan.seed &+ 77)
    var engine = PollingEngine(
      pace: PollPace(plan.pace), accounts: plan.accounts,
      random: Randomness(SplitMix64(seed: ~plan.seed)))
    let traits = plan.jobs.map(\.target.source).map {
      ($0, SourceTraits(places: SourcePlaces(configured: $0)))
    }
    core = MonitorCore(
      targets: plan.jobs.map(\.target),
      sources: Dictionary(traits, uniquingKeysWith: { first, _ in first }),
      accounts: plan.accounts, pace: PollPace(plan.pace), in: &engine,
      at: MonitorTime(elapsed: 0, date: Self.epoch))
    self.engine = engine
    presses = plan.presses
    jumps = plan.jumps.sorted { $0.at < $1.at }
    suspensions = plan.suspensions.sorted { $0.at < $1.at }
    checks = SimulationChecks(plan)
  }

  /// Runs to the end of the plan.
  package mutating func run() async throws -> SimulationReport {
    while now < plan.length {
      happen()
      let (step, target) = core.next(in: &engine, at: moment)
      switch step {
      case .send(let ticket):
        guard let target else { continue }
        try await send(ticket, to: target)
      case .renew(let account):
        let draw = chance.next()
        renewals.append((account, now + Double(draw % 10), draw.isMultiple(of: 4)))
      case .wait(let until): advance(to: until)
      }
    }
    checks.end(core.snapshot, servers, at: now)
    return checks.report
  }

  private var moment: MonitorTime {
    MonitorTime(elapsed: now, date: date(at: now))
  }

  private func date(at time: Double) -> Date {
    Self.epoch.addingTimeInterval(time + wallOffset)
  }

  /// Lets pass what has come by now: key presses, clock jumps, and answers.
  private mutating func happen() {
    while let jump = jumps.first, jump.at <= now {
      wallOffset += jump.by
      jumps.removeFirst()
    }
    while let press = presses.first, press <= now {
      engine.ask()
      presses.removeFirst()
    }
    core.reconcileWaits(with: engine, at: moment)
    while let renewal = renewals.first, renewal.at <= now {
      renewals.removeFirst()
      engine.renewed(renewal.account, isFresh: renewal.isFresh, at: now)
      core.renewed(
        renewal.account, renewal.isFresh ? .fresh : .none(advice: nil), in: engine, at: moment)
    }
    while let index = nextFlight, flights[index].reply.arrivesAt <= now {
      let flight = flights.remove(at: index)
      core.finish(flight.ticket, flight.reply.outcome, in: &engine, at: moment)
      checks.received(
        flight.ticket, flight.reply, flight.ticket.slot.flatMap { core.known($0) }, at: now)
    }
  }

  private mutating func send(
    _ ticket: RequestTicket, to target: Target
  ) async throws {
    checks.sent(ticket, target, inFlight: flights.map(\.ticket), at: now)
    let account = plan.accounts.account(of: target.source)
    guard let job = jobs[target], var server = servers[account] else { return }
    let zero = date(at: 0)
    let reply: ModelServer.Reply
    if let batch = batches[target], let known = ticket.slot.flatMap({ core.known($0) }) {
      (reply, server) = try await batch.poll(
        known,
        ModelCall(of: server, at: now, zero: zero, fromReserve: ticket.isFromReserve))
    } else {
      reply = server.handle(job, at: now, fromReserve: ticket.isFromReserve) {
        zero.addingTimeInterval($0)
      }
    }
    servers[account] = server
    checks.report.requests[target.source, default: 0] += reply.outcome.requests
    flights.append(Flight(ticket: ticket, target: target, reply: reply))
  }

  private var nextFlight: Int? {
    flights.indices.min { flights[$0].reply.arrivesAt < flights[$1].reply.arrivesAt }
  }

  private mutating func advance(to until: Double) {
    var next = min(until, plan.length)
    if let index = nextFlight { next = min(next, flights[index].reply.arrivesAt) }
    if let renewal = renewals.first { next = min(next, renewal.at) }
    if let press = presses.first { next = min(next, press) }
    if let jump = jumps.first { next = min(next, jump.at) }
    if next <= now { checks.spun(at: now) }
    now = max(now, next)
    if let sleep = suspensions.first, sleep.at <= now {
      now += sleep.length
      suspensions.removeFirst()
    }
  }
}
