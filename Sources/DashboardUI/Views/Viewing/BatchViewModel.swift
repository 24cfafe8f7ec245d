import FoundationEssentials
import QueryCore

/// What the batch view shows that is worked out of a batch's answer: made once an answer, not once a frame.
///
/// Kept from answer to answer: each costs what it changed.
struct BatchViewModel: Hashable, Sendable {
  /// Rises with each answer that changed the batch.
  private(set) var version = 0
  var causes: [FailureCause] { failures.causes }
  /// The identities of the causes' rows, in the same order.
  private(set) var causeIDs: [String] = []
  /// What is wrong with the batch, in a sentence.
  private(set) var verdict: Verdict?
  /// The states whose counter the rows contradict; empty while nothing is doubted.
  private(set) var doubted: Set<QueryState> = []
  /// When the batch will end, from the moment of the answer on.
  private(set) var estimate = CompletionEstimate.unknown
  /// Queries finished a minute of late; nil while nothing can be said.
  private(set) var ratePerMinute: Double?
  /// Queries finished in each of at most `slices` equal slices from the first answer on; those still to come are not numbers.
  private(set) var throughput: [Double] = []
  /// What the names of its queries and accounts have in common.
  private(set) var names: BatchNames
  /// The queries whose state the last answer changed.
  private(set) var changed: Set<String> = []
  /// By place, a number for what the row there holds: another one whenever that has changed.
  private var contents: [Int] = []
  private var lastContent = 0
  private var failures = FailureTally()
  private var durations = DurationTally()
  private var places: PlaceIndex
  /// Those of the last answer.
  private var rows = BatchRows()

  /// The most points of the throughput graph; a panel without a graph shows as many of the newest as fit.
  static let slices = 48

  /// Starts with nothing known.
  init(of batch: Target) {
    names = BatchNames(rows, of: batch)
    places = PlaceIndex(rows.ids)
  }

  /// Works out what an answer changed.
  mutating func update(to snapshot: TargetSnapshot, _ batch: BatchDetail, now: Date) {
    let (old, new) = (rows, batch.queries)
    rows = new
    version += 1
    let moved = old.count == new.count ? new.changes(since: old) : []
    changed = Set(moved.filter { old.state(at: $0) != new.state(at: $0) }.map(new.id(at:)))
    if !new.hasSameQueries(as: old) {
      places = PlaceIndex(new.ids)
      names = BatchNames(new, of: snapshot.target)
      contents = Array(repeating: 0, count: new.count)
      number(new.indices)
    } else {
      number(moved)
    }
    failures.update(to: new)
    causeIDs = failures.causes.map { CauseKey($0).rowID }
    verdict = Verdict.make(of: snapshot, failures, naming: verdict?.pattern, after: verdict)
    doubted = snapshot.doubts.isEmpty ? [] : Self.doubted(batch)
    durations.update(to: new)
    estimate = CompletionEstimate.make(
      history: batch.history, progress: batch.progress, tally: durations,
      observedAt: snapshot.observedAt ?? now, now: now)
    ratePerMinute = ProgressRate.perMinute(batch.history)
    throughput = Self.throughput(batch.history, isOver: snapshot.state.isTerminal)
  }

  /// Gives the rows at these places new numbers.
  private mutating func number(_ places: some Sequence<Int>) {
    for place in places {
      lastContent += 1
      contents[place] = lastContent
    }
  }

  /// A number for what the row at a place holds: the same number, the same row, in every answer of one batch; from 1 on.
  func content(at place: Int) -> Int { contents[place] }

  private static func doubted(_ batch: BatchDetail) -> Set<QueryState> {
    let rows = batch.queries
    let parts = batch.progress.parts.filter { part in
      let others = part.state == .failed ? rows.count(of: .stopped) + rows.count(of: .gone) : 0
      return rows.count(of: part.state) + others != part.count
    }
    return Set(parts.map(\.state))
  }

  /// A graph of them grows to the right and stands still otherwise.
  ///
  /// Slices begin with the first answer and keep their length, three seconds at first, until they are too many; the one that is
  /// not whole yet is not among them. Of a batch that is over, they span all of its time.
  private static func throughput(_ history: Series<ProgressSample>, isOver: Bool) -> [Double] {
    let elements = history.elements
    guard let first = elements.first, let last = elements.last else { return [] }
    let seconds = max(0, min(1e9, last.at.timeIntervalSince(first.at)))
    let least = seconds / Double(slices)
    var width = 3.0
    if isOver { width = max(width, least) } else { while width <= least { width *= 1.25 } }
    let known = min(slices, Int((seconds / width).rounded(isOver ? .toNearestOrEven : .down)))
    return ProgressHistory.throughput(history, slices: known, of: width)
      + Array(repeating: .nan, count: isOver ? 0 : slices - known)
  }

  /// Where a query stands in the batch's list.
  func index(of id: String) -> Int? { places.place(of: id) }

  /// The cause of a failed query.
  func cause(of id: String) -> FailureCause? { places.place(of: id).flatMap(failures.cause) }

  /// The ids of a cause's queries; nil where there is no such cause.
  func members(of key: CauseKey?) -> Set<String>? {
    guard let key else { return nil }
    return Set(causes.first { CauseKey($0) == key }?.queryIDs ?? [])
  }
}

/// What distinguishes one cause from another.
struct CauseKey: Hashable, Sendable {
  let code: String?
  let message: String

  init(_ cause: FailureCause) {
    code = cause.code
    message = cause.message
  }

  /// The identity of its row in the causes panel.
  var rowID: String { "\(code ?? "")\u{0}\(message)" }
}
