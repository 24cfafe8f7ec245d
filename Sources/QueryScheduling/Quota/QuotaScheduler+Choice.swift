import QueryCore

/// Which poll is sent next.
extension QuotaScheduler {
  /// What a quota can do now.
  enum Move {
    case send(Admission)
    case wait(until: Double)
  }

  /// The poll to send now, or the moment from which there may be one; infinite where only a
  /// request that ends can bring one.
  mutating func move(at now: Double) -> Move {
    dropStaleMarks()
    if inFlight >= Self.mostInFlight { return .wait(until: .infinity) }
    if let poll = asked.first, breaker.admits(asked: true, at: now) {
      let place = places[poll] ?? 0
      if budget.hasReserve(cost: polls[place].cost, at: now) {
        return send(place, .asked, .reserve)
      }
    }
    if !breaker.admits(asked: false, at: now) { return .wait(until: breaker.opensAt) }
    if times.isEmpty { return .wait(until: .infinity) }
    let ready = budget.ready(cost: 1, ramp: breaker.ramp(at: now), at: now)
    if ready > now { return .wait(until: ready) }
    let choice = choose(at: now)
    if case .send(let admission) = choice, admission.cost > 1 {
      let ready = budget.ready(cost: admission.cost, ramp: breaker.ramp(at: now), at: now)
      if ready > now { return .wait(until: ready) }
    }
    return choice
  }

  private func send(_ place: Int, _ reason: PollReason, _ payment: RequestPayment = .pace) -> Move {
    let poll = polls[place]
    return .send(
      Admission(
        source: poll.slot.target.source, requestClass: .poll(poll.slot, reason), payment: payment,
        cost: poll.cost, poll: poll.id))
  }

  private func choose(at now: Double) -> Move {
    if let poll = asked.first ?? fresh.first, let place = places[poll] {
      return send(place, asked.isEmpty ? .first : .asked)
    }
    let scan = scan(at: now)
    if let place = scan.oldest, scan.oldestGap > overdueGap(at: now) {
      return send(place, .overdue)
    }
    guard let best = scan.best else { return .wait(until: scan.nextDue) }
    return send(best, .index)
  }

  /// The gap past which a poll goes first: 1.65 times its even share of the rate, so that with those
  /// that wait behind it, and those that ended unseen among the polls, none exceeds 3N/β.
  func overdueGap(at now: Double) -> Double { 1.65 * evenGap(at: now) }

  /// The gap of every poll if all were sent one after the other, in seconds; a window at most, since
  /// by then the rate is another.
  func evenGap(at now: Double) -> Double {
    let rate = budget.rate(at: now) * breaker.ramp(at: now)
    return min(Double(times.count) / max(rate, 1e-6), budget.window)
  }

  private struct Scan {
    var best: Int?
    var bestIndex = -1.0
    var oldest: Int?
    var oldestGap = 0.0
    var nextDue = Double.infinity
  }

  /// One pass over all polls: `argmax w·h·gap²` with the mean hazard over the gap and what progress
  /// foretells, the longest gap, and who is due next.
  private func scan(at now: Double) -> Scan {
    var scan = Scan()
    for place in times.indices {
      let time = times[place]
      guard time.notBefore <= now else {
        scan.nextDue = min(scan.nextDue, time.notBefore)
        continue
      }
      let gap = max(now - time.polledAt, 1e-9)
      let age = now - time.bornAt
      let expected =
        tables[time.group].cumulative(age) - tables[time.group].cumulative(age - gap)
      let index = time.weight * time.hint(at: age) * expected * gap
      if index > scan.bestIndex {
        scan.bestIndex = index
        scan.best = place
      }
      if gap > scan.oldestGap {
        scan.oldestGap = gap
        scan.oldest = place
      }
    }
    return scan
  }

  /// Takes polls off the lists they no longer belong on; both lists are short or shrink for good.
  private mutating func dropStaleMarks() {
    while let poll = asked.first, !isWaiting(poll) { asked.removeFirst() }
    while let poll = fresh.first, !isUntried(poll) { fresh.removeFirst() }
  }

  private func isUntried(_ poll: Int) -> Bool {
    guard let place = places[poll] else { return false }
    return !polls[place].isTried
  }

  private func isWaiting(_ poll: Int) -> Bool {
    guard let place = places[poll] else { return false }
    return polls[place].isAsked && !polls[place].isInFlight
  }
}
