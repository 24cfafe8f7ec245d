import QueryCore
import QueryMonitoring
import QueryProviders
import QueryScheduling

/// The rules that must hold in every simulated run.
struct SimulationChecks {
  var report = SimulationReport()
  private let plan: SimulationPlan
  private let jobs: [Target: ModelJob]
  /// The moment before which a source may not be asked, once its 429 has arrived.
  private var closedUntil: [String: Double] = [:]
  private var targetClosedUntil: [Target: Double] = [:]
  private var ended: [Target: QueryState] = [:]
  /// Unbroken runs of errors that claim an end, and the slots where one was believed.
  private var claims: [PollSlot: (end: QueryState, since: Double, answers: Int)] = [:]
  private var believed: Set<PollSlot> = []
  private var spins = 0
  private var rows: [Target: RowChecks]

  init(_ plan: SimulationPlan) {
    self.plan = plan
    jobs = Dictionary(plan.jobs.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
    rows = jobs.compactMapValues { RowChecks($0) }
  }

  private func account(of ticket: RequestTicket) -> String {
    plan.accounts.account(of: ticket.source)
  }

  mutating func sent(
    _ ticket: RequestTicket, _ target: Target, inFlight: [RequestTicket], at now: Double
  ) {
    report.polls += 1
    let source = target.source
    let account = account(of: ticket)
    report.moments[source, default: []].append(now)
    if let until = closedUntil[account], now < until {
      fail("asked \(source) \(until - now) s before its Retry-After had passed", at: now)
    }
    if let until = targetClosedUntil[target], now < until {
      fail("asked about \(target) \(until - now) s before its wait had passed", at: now)
    }
    if inFlight.contains(where: { $0.slot == ticket.slot }) {
      fail("\(target) asked twice at once", at: now)
    }
    let together = inFlight.count { self.account(of: $0) == account }
    if together >= 4 { fail("more than 4 under way at \(source)", at: now) }
    if inFlight.count >= 16 { fail("more than 16 under way", at: now) }
    if ended[target] != nil { fail("\(target) asked after its end", at: now) }
  }

  mutating func received(
    _ ticket: RequestTicket, _ reply: ModelServer.Reply, _ known: TargetSnapshot?, at now: Double
  ) {
    guard let target = ticket.slot?.target else { return }
    if reply.outcome.problem != nil { report.failures += 1 }
    if let until = reply.retryAt, reply.isWaitOfTarget {
      targetClosedUntil[target] = until
    } else if let until = reply.retryAt {
      report.throttles += 1
      let account = account(of: ticket)
      closedUntil[account] = max(until, closedUntil[account] ?? 0)
    }
    guard let known else { return }
    if let wrong = rows[target]?.received(known, isTrue: reply.isTrue, at: now) {
      fail("\(target): \(wrong)", at: now)
    }
    if known.isSettled, ended[target] == nil { report.rowEnds += known.rows.progress.finished }
    checkClaim(ticket, reply, known, at: now)
    // What errors alone tell may be taken back; what a status word tells is final.
    guard known.isSettled else { return }
    if let before = ended[target] {
      let change = before == known.state ? "" : ", as \(before.word) before"
      return fail("the end of \(target) was told twice\(change)", at: now)
    }
    ended[target] = known.state
    if let job = jobs[target] { report.delays[target] = now - job.endsAt }
  }

  /// An end that errors tell is believed after at least four that agree, two minutes from first to
  /// last.
  private mutating func checkClaim(
    _ ticket: RequestTicket, _ reply: ModelServer.Reply, _ known: TargetSnapshot, at now: Double
  ) {
    guard let slot = ticket.slot else { return }
    guard let end = reply.outcome.problem?.claimedEnd else {
      if case .success = reply.outcome.result { claims[slot] = nil }
      return
    }
    var claim = claims[slot] ?? (end, now, 0)
    if claim.end != end { claim = (end, now, 0) }
    claim.answers += 1
    claims[slot] = claim
    guard known.evidence == .errors, known.state == end, !believed.contains(slot) else { return }
    believed.insert(slot)
    report.beliefs += 1
    if claim.answers < 4 || now - claim.since < 120 {
      fail("\(slot.target) believed after \(claim.answers) answers", at: now)
    }
  }

  mutating func end(_ snapshot: MonitorSnapshot, _ servers: [String: ModelServer], at now: Double) {
    for known in snapshot.targets {
      guard let job = jobs[known.target] else { continue }
      let truth = job.state(at: now)
      // Work that was never seen alive is not called gone: it may never have been there.
      let isUnseen = truth == .gone && known.observedAt == nil
      if truth.isTerminal || known.state.isTerminal, known.state != truth, !isUnseen {
        fail("\(known.target) is \(truth.word) and shown as \(known.state.word)", at: now)
      }
      guard let wrong = rows[known.target]?.wrongRows(known), wrong > 0 else { continue }
      fail("\(known.target): \(wrong) rows are not as the server has them", at: now)
    }
    for (name, server) in servers {
      let limit = server.options.limit
      let cap = max(1, limit * 95 / 100)
      if server.window.mostScheduled > cap {
        fail("\(server.window.mostScheduled) of \(limit) requests of a window at \(name)", at: now)
      }
      if server.window.mostOurs > limit {
        fail("\(server.window.mostOurs) requests over the limit \(limit) at \(name)", at: now)
      }
    }
  }

  /// A wait that is over already, again and again, would burn a processor.
  mutating func spun(at now: Double) {
    spins += 1
    if spins == 1000 { fail("the engine waits for moments that have passed", at: now) }
  }

  private mutating func fail(_ what: String, at now: Double) {
    guard report.violations.count < 10 else { return }
    report.violations.append("seed \(plan.seed), \(Int(now)) s: \(what)")
  }
}
