import FoundationEssentials
import QueryCore

/// What the batch view shows that is worked out of a batch's answer: made once an answer, not once a frame.
struct BatchViewModel: Hashable, Sendable {
  /// Rises with each answer that changed the batch.
  let version: Int
  var causes: [FailureCause] { failures.causes }
  /// The identities of the causes' rows, in the same order.
  let causeIDs: [String]
  /// What is wrong with the batch, in a sentence.
  let verdict: Verdict?
  /// The states whose counter the rows contradict; empty while nothing is doubted.
  let doubted: Set<QueryState>
  /// When the batch will end, from the moment of the answer on.
  let estimate: CompletionEstimate
  /// Queries finished a minute of late; nil while nothing can be said.
  let ratePerMinute: Double?
  /// Queries finished in each of `slices` equal slices of the time watched, oldest first; slices from before it, while the
  /// watch is young, are not numbers.
  let throughput: [Double]
  /// What the names of its queries and accounts have in common.
  let names: BatchNames
  /// The queries whose state the last answer changed.
  let changed: Set<String>
  private let failures: FailureTally
  private let places: PlaceIndex
  private let durations: DurationTally

  /// Points of the throughput graph; a panel shows as many of the newest as fit.
  static let slices = 48

  /// Works out what changed since `known`, which was made of the same batch when its rows were `before`; nil where nothing
  /// was known.
  init(
    _ snapshot: TargetSnapshot, _ batch: BatchDetail, after known: BatchViewModel?,
    of before: BatchRows?, now: Date
  ) {
    version = (known?.version ?? 0) + 1
    let rows = batch.queries
    let old = before ?? []
    let changes = rows.changes(since: old)
    let moved = old.count == rows.count ? changes : []
    changed = Set(
      moved.filter { old.state(at: $0) != rows.state(at: $0) }.map(rows.id(at:)))
    let same = before.map(rows.hasSameQueries) == true ? known : nil
    places = same?.places ?? PlaceIndex(rows.ids)
    names = same?.names ?? BatchNames(rows, of: snapshot.target)
    var failures = known?.failures ?? FailureTally()
    failures.update(to: rows)
    self.failures = failures
    causeIDs = failures.causes.map { CauseKey($0).rowID }
    verdict = Verdict.make(of: snapshot, failures, naming: known?.verdict?.pattern)
    doubted = snapshot.doubts.isEmpty ? [] : Self.doubted(batch)
    var durations = known?.durations ?? DurationTally()
    durations.update(to: rows)
    self.durations = durations
    estimate = CompletionEstimate.make(
      history: batch.history, progress: batch.progress, tally: durations,
      observedAt: snapshot.observedAt ?? now, now: now)
    ratePerMinute = ProgressRate.perMinute(batch.history)
    throughput = Self.throughput(batch.history)
  }

  private static func doubted(_ batch: BatchDetail) -> Set<QueryState> {
    var rows: [QueryState: Int] = [:]
    for place in batch.queries.indices {
      let state = batch.queries.state(at: place)
      rows[state == .stopped || state == .gone ? .failed : state, default: 0] += 1
    }
    return Set(batch.progress.parts.filter { rows[$0.state, default: 0] != $0.count }.map(\.state))
  }

  /// No slice is shorter than two seconds: a young graph fills from the right instead of being stretched.
  private static func throughput(_ history: Series<ProgressSample>) -> [Double] {
    let elements = history.elements
    guard let first = elements.first, let last = elements.last else { return [] }
    let seconds = max(0, min(1e9, last.at.timeIntervalSince(first.at)))
    let known = min(slices, Int(seconds / 2))
    return Array(repeating: .nan, count: slices - known)
      + ProgressHistory.throughput(history, buckets: known)
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
