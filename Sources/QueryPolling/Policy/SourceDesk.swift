import QueryCore

/// The lines of all sources that share an account, with its budget, its gate and what was learned of its work.
///
/// All times are seconds on the engine's clock.
struct SourceDesk: Sendable {
  /// Requests under way together at one source.
  static let mostInFlight = 4

  /// The account's name.
  let name: String
  var ledger: RequestLedger
  var gate: SourceGate
  /// Hazards by kind, in the order of `TargetKind.allCases`.
  var tables = Array(repeating: HazardTable(), count: TargetKind.allCases.count)
  /// Requests under way, those for rows among them.
  var inFlight = 0
  /// Requests for rows under way.
  var pages = 0
  /// When rows were last asked for at the pace of the polls.
  var lastPage = -Double.infinity
  /// The lines and their times, place by place.
  var lines: [PollLine] = []
  var times: [PollTimes] = []
  /// The place of each line, by its number.
  private(set) var places: [Int: Int] = [:]
  /// Lines a person waits for, in order.
  var asked: [Int] = []
  /// Lines never asked whose age nobody knows, in order.
  var fresh: [Int] = []

  /// - Parameter canRenew: whether a fresher key may be had.
  init(name: String, canRenew: Bool, at now: Double) {
    self.name = name
    gate = SourceGate(canRenew: canRenew)
    ledger = RequestLedger(at: now)
  }

  /// Adds a line; `age` is that of the work in seconds, nil where nobody knows.
  mutating func add(_ id: Int, _ slot: PollSlot, age: Double?, at now: Double) {
    let group = TargetKind.allCases.firstIndex(of: slot.target.kind) ?? 0
    places[id] = lines.count
    lines.append(PollLine(id: id, slot: slot, isAgeKnown: age != nil))
    times.append(
      PollTimes(
        bornAt: now - max(0, age ?? 0), polledAt: now, notBefore: now,
        weight: slot.isSample ? .infinity : slot.weight, group: group))
    if age == nil, !slot.isSample { fresh.append(id) }
  }

  /// Removes a line; the last one takes its place.
  mutating func remove(_ id: Int) {
    guard let place = places.removeValue(forKey: id) else { return }
    lines.swapAt(place, lines.count - 1)
    times.swapAt(place, times.count - 1)
    lines.removeLast()
    times.removeLast()
    if place < lines.count { places[lines[place].id] = place }
  }

  /// Whether all lines are of one kind.
  var hasOneKind: Bool { times.allSatisfy { $0.group == times.first?.group } }

  /// Marks every line as asked for by a person.
  mutating func askAll() {
    for place in lines.indices where !lines[place].isAsked { ask(place) }
  }

  mutating func ask(_ place: Int) {
    guard !lines[place].isInFlight, !lines[place].slot.isSample else { return }
    lines[place].isAsked = true
    asked.append(lines[place].id)
  }

  /// Forgets what a person asked for.
  mutating func forgetAsked() {
    for line in asked { if let place = places[line] { lines[place].isAsked = false } }
    asked = []
  }

  /// Books a poll that is being sent.
  ///
  /// - Returns: whether it is the probe of a closed source.
  mutating func begin(_ place: Int, number: Int, fromReserve: Bool, at now: Double) -> Bool {
    ledger.book(lines[place].cost, fromReserve: fromReserve, at: now)
    lines[place].isInFlight = true
    lines[place].isTried = true
    lines[place].isAsked = false
    times[place].notBefore = .infinity
    inFlight += 1
    return gate.begin(number)
  }

  /// Notes that a poll is under way no more, and what it took.
  mutating func end(_ ticket: PollTicket, requests: Int, at now: Double) {
    inFlight -= 1
    if requests != ticket.cost {
      ledger.book(requests - ticket.cost, fromReserve: ticket.isFromReserve, at: now)
    }
    guard let place = places[ticket.line] else { return }
    lines[place].isInFlight = false
    times[place].notBefore = now
  }
}
