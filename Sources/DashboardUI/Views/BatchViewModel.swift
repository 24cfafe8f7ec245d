import FoundationEssentials
import QueryCore

/// What the batch view shows that is worked out of a batch's answer: made once an answer, not once a frame.
struct BatchViewModel: Hashable, Sendable {
  /// Rises with each answer that changed the batch.
  let version: Int
  let causes: [FailureCause]
  /// The identities of the causes' rows, in the same order.
  let causeIDs: [String]
  /// When the batch will end, from the moment of the answer on.
  let estimate: CompletionEstimate
  /// Queries finished a minute of late; nil while nothing can be said.
  let ratePerMinute: Double?
  /// Queries finished in each of `slices` equal slices of the time watched, oldest first; slices from before it, while the
  /// watch is young, are not numbers.
  let throughput: [Double]
  /// The queries whose state the last answer changed.
  let changed: Set<String>
  /// Which of the causes a failed query has.
  private let causeIndices: [String: Int]
  private let indices: [String: Int]

  /// Points of the throughput graph; a panel shows as many of the newest as fit.
  static let slices = 48

  init(
    _ snapshot: TargetSnapshot, _ batch: BatchDetail, before: BatchDetail?, version: Int, now: Date
  ) {
    self.version = version
    causes = FailureCause.group(batch.queries)
    causeIDs = causes.map { CauseKey($0).rowID }
    var causeIndices: [String: Int] = [:]
    for (index, cause) in causes.enumerated() {
      for id in cause.queryIDs { causeIndices[id] = index }
    }
    self.causeIndices = causeIndices
    estimate = CompletionEstimate.make(
      history: batch.history, progress: batch.progress, queries: batch.queries,
      observedAt: snapshot.observedAt ?? now, now: now)
    ratePerMinute = ProgressRate.perMinute(batch.history)
    throughput = Self.throughput(batch.history)
    var indices: [String: Int] = [:]
    indices.reserveCapacity(batch.queries.count)
    for (index, query) in batch.queries.enumerated() { indices[query.id] = index }
    self.indices = indices
    changed = Self.changes(from: before, to: batch)
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

  private static func changes(from before: BatchDetail?, to after: BatchDetail) -> Set<String> {
    guard let before, before.queries.count == after.queries.count else { return [] }
    var changed: Set<String> = []
    for (old, new) in zip(before.queries, after.queries) where old.state != new.state {
      changed.insert(new.id)
    }
    return changed
  }

  /// Where a query stands in the batch's list.
  func index(of id: String) -> Int? { indices[id] }

  /// The cause of a failed query.
  func cause(of id: String) -> FailureCause? { causeIndices[id].map { causes[$0] } }

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
