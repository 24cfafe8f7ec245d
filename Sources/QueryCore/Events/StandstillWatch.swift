import FoundationEssentials

/// Notices when running work has stood still for longer than its own pace explains.
///
/// The measure is the one of `CompletionEstimate.make`: nothing has finished for more than four times what nearly all of its
/// queries take, and ten times the mean gap between two ends. Work that tells no pace, of which fewer than five parts have
/// finished, is never said to stand still.
struct StandstillWatch: Sendable {
  /// Seconds that nothing has moved before a standstill is thought of at all.
  static let leastSilence = 30.0
  /// Seconds between two looks at the estimate, which costs time for every row.
  static let lookPause = 10.0

  /// How long it has stood still; nil while it moves, has ended, or cannot be told.
  private(set) var standstill: Duration?
  private var progress: BatchProgress?
  private var movedAt: Date?
  private var lookedAt: Date?

  /// Takes in what is known now.
  mutating func look(at target: TargetSnapshot, _ now: Date) {
    let new = target.detail.batch?.progress ?? target.detail.query?.progress
    if new != progress || target.state != .running {
      progress = new
      movedAt = now
      standstill = nil
    }
    // An old answer tells of no standstill: nobody has looked.
    guard target.state == .running, target.problem == nil, let new, let movedAt,
      let observedAt = target.observedAt,
      now.timeIntervalSince(movedAt) >= Self.leastSilence,
      lookedAt.map({ now.timeIntervalSince($0) >= Self.lookPause }) ?? true
    else { return }
    lookedAt = now
    let history = target.detail.batch?.history ?? target.detail.query?.history ?? Series()
    let estimate = CompletionEstimate.make(
      history: history, progress: new, queries: target.detail.batch?.queries ?? [],
      observedAt: observedAt, now: observedAt)
    if case .stalled(let time) = estimate { standstill = time } else { standstill = nil }
  }
}
