import FoundationEssentials
import QueryCore
import QueryProviders
import QuerySimulator

/// What must hold of the rows of a batch: none is shown ended otherwise than it has, and no end stays unseen.
struct RowChecks {
  private let scenario: Scenario
  private let startsAt: Double
  private var shown: BatchRows = []
  /// True answers so far.
  private var answers = 0
  /// Moments whose ends are to be shown once so many true answers have come, the next first.
  private var due: [(answers: Int, elapsed: Duration)] = []
  private var isWrongToldOf = false

  /// True answers after which an end is shown, wherever in the batch it was: polls that take turns read all that can have
  /// changed every 24 polls, and look for what is missing then.
  private static let patience = 60

  /// - Returns: nil for work that has no rows.
  init?(_ job: ModelJob) {
    guard let scenario = job.scenario else { return nil }
    self.scenario = scenario
    startsAt = job.startsAt
  }

  /// Looks at what is shown once an answer has come.
  ///
  /// - Parameter isTrue: whether all of it was told as it is.
  /// - Returns: what is wrong; nil for nothing. Of rows shown otherwise than they are, the first alone.
  mutating func received(_ known: TargetSnapshot, isTrue: Bool, at time: Double) -> String? {
    let rows = known.rows
    defer { shown = rows }
    let elapsed = elapsed(time)
    for place in rows.changes(since: shown)
    where !isWrongToldOf && rows.state(at: place).isTerminal {
      guard let query = scenario.query(at: place, at: elapsed), !isSame(query, rows, place)
      else { continue }
      isWrongToldOf = true
      return "row \(place) is \(query.state.rawValue) and shown as \(rows.state(at: place).word)"
    }
    guard isTrue else { return nil }
    answers += 1
    if answers.isMultiple(of: 10) { due.append((answers + Self.patience, elapsed)) }
    guard let next = due.first, next.answers <= answers else { return nil }
    due.removeFirst()
    let unseen = scenario.queries(in: 0..<Int.max, at: next.elapsed).count {
      $0.endedAt != nil && !($0.index < rows.count && rows.state(at: $0.index).isTerminal)
    }
    return unseen == 0 ? nil : "\(unseen) ends unseen for \(Self.patience) answers"
  }

  /// How many rows of a batch told to have ended are not as the server has them.
  func wrongRows(_ known: TargetSnapshot) -> Int {
    guard known.hasEndedByWord else { return 0 }
    let truth = scenario.queries(in: 0..<Int.max, at: scenario.end)
    let rows = known.rows
    return max(truth.count, rows.count)
      - truth.count { $0.index < rows.count && isSame($0, rows, $0.index) }
  }

  private func isSame(_ query: SimulatedQuery, _ rows: BatchRows, _ place: Int) -> Bool {
    query.scheduleID == rows.id(at: place)
      && SupermetricsStatus.queryState(query.state.rawValue) == rows.state(at: place)
  }

  private func elapsed(_ time: Double) -> Duration { .seconds(max(0, time - startsAt)) }
}
