/// All that will happen to one query, decided before the story begins; times in milliseconds from
/// its start.
struct PlannedQuery: Hashable, Sendable {
  /// Index into the story's accounts.
  let account: Int
  /// Index into the story's days.
  let day: Int
  let start: Int
  let end: Int
  let ending: PlannedEnding
  /// Sub-queries known of at the start.
  let firstParts: Int
  /// Sub-queries known of at the end.
  let parts: Int

  func state(at now: Int) -> SimulatedState {
    if now < start { return .queued }
    if now < end { return .running }
    if case .success = ending { return .success }
    return .failure
  }

  /// Sub-queries known of at `now`: all are found by three fifths of the run.
  func partsTotal(at now: Int) -> Int {
    firstParts + (parts - firstParts) * min(lived(at: now) * 5, span * 3) / (span * 3)
  }

  /// Sub-queries done at `now`: the last one is done only when the query has succeeded.
  func partsReady(at now: Int) -> Int {
    if state(at: now) == .success { return parts }
    return min(parts * lived(at: now) / span, partsTotal(at: now) - 1)
  }

  private var span: Int { max(1, end - start) }

  private func lived(at now: Int) -> Int { min(max(0, now - start), span) }
}

/// How a planned query ends.
enum PlannedEnding: Hashable, Sendable {
  case success(rows: Int)
  /// Holds an index into the story's failures.
  case failure(Int)
}
