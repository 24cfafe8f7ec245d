import QueryCore

/// Whose turn it is.
extension SourceDesk {
  /// What a desk can do now.
  enum Move {
    case poll(line: Int, reason: PollReason, fromReserve: Bool)
    case wait(until: Double)
  }

  /// The line to poll now, or the moment from which there may be one; infinite where only a
  /// finished poll can bring one.
  mutating func move(at now: Double) -> Move {
    dropStaleMarks()
    if inFlight >= Self.mostInFlight { return .wait(until: .infinity) }
    if let line = asked.first, gate.admits(asked: true, at: now) {
      let place = places[line] ?? 0
      if ledger.hasReserve(cost: lines[place].cost, at: now) {
        return .poll(line: place, reason: .asked, fromReserve: true)
      }
    }
    if !gate.admits(asked: false, at: now) { return .wait(until: gate.opensAt) }
    if times.isEmpty { return .wait(until: .infinity) }
    let ready = ledger.ready(cost: 1, ramp: gate.ramp(at: now), at: now)
    if ready > now { return .wait(until: ready) }
    let choice = choose(at: now)
    if case .poll(let place, _, _) = choice, lines[place].cost > 1 {
      let ready = ledger.ready(cost: lines[place].cost, ramp: gate.ramp(at: now), at: now)
      if ready > now { return .wait(until: ready) }
    }
    return choice
  }

  private func choose(at now: Double) -> Move {
    let isProbe = gate.cause != nil && gate.cause != .unproven
    if let line = asked.first ?? fresh.first, let place = places[line] {
      let reason: PollReason = isProbe ? .probe : asked.isEmpty ? .first : .asked
      return .poll(line: place, reason: reason, fromReserve: false)
    }
    let scan = scan(at: now)
    if let place = scan.oldest, scan.oldestGap > overdueGap(at: now) {
      return .poll(line: place, reason: isProbe ? .probe : .overdue, fromReserve: false)
    }
    guard let best = scan.best else { return .wait(until: scan.nextDue) }
    return .poll(line: best, reason: isProbe ? .probe : .index, fromReserve: false)
  }

  /// The gap past which a line goes first: 1.65 times its even share of the rate, so that with those
  /// that wait for their turn, and those that ended unseen among the lines, none exceeds 3N/β.
  func overdueGap(at now: Double) -> Double { 1.65 * evenGap(at: now) }

  /// The gap of every line if all were asked in turn, in seconds; a window at most, since by then
  /// the rate is another.
  func evenGap(at now: Double) -> Double {
    let rate = ledger.rate(at: now) * gate.ramp(at: now)
    return min(Double(times.count) / max(rate, 1e-6), ledger.window)
  }

  private struct Scan {
    var best: Int?
    var bestIndex = -1.0
    var oldest: Int?
    var oldestGap = 0.0
    var nextDue = Double.infinity
  }

  /// One pass over all lines: `argmax w·h·gap²` with the mean hazard over the gap and what progress
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

  /// Takes lines off the lists they no longer belong on; both lists are short or shrink for good.
  private mutating func dropStaleMarks() {
    while let line = asked.first, !isWaiting(line) { asked.removeFirst() }
    while let line = fresh.first, !isUntried(line) { fresh.removeFirst() }
  }

  private func isUntried(_ line: Int) -> Bool {
    guard let place = places[line] else { return false }
    return !lines[place].isTried
  }

  private func isWaiting(_ line: Int) -> Bool {
    guard let place = places[line] else { return false }
    return lines[place].isAsked && !lines[place].isInFlight
  }
}
