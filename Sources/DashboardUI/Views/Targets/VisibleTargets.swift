import FoundationEssentials
import QueryCore

/// The targets as the panel shows them: in order, as indices into the snapshot's own list; worked out once a snapshot and a
/// second, not once a frame.
struct VisibleTargets: Hashable, Sendable {
  private(set) var indices: [Int] = []
  private(set) var ids: [String] = []
  /// Of all targets, shown or not, in the snapshot's order.
  private(set) var standings: [TargetStanding] = []

  init() {}

  /// - Parameter held: an order to keep: rows in it stay, rows it lacks come last.
  init(_ facts: Facts, held: [String]?) {
    let targets = facts.snapshot.targets
    standings = targets.map { TargetStanding($0, at: facts.drawnAt) }
    let keys = targets.indices.map {
      Key($0, targets[$0], standings[$0], at: facts.drawnAt)
    }
    indices = targets.indices.sorted { keys[$0] < keys[$1] }
    if let held {
      var places: [String: Int] = [:]
      for (place, id) in held.enumerated() { places[id] = place }
      let ranks = indices.enumerated().map { rank, index in
        (places[facts.targetIDs[index]] ?? held.count + rank, index)
      }
      indices = ranks.sorted { $0.0 < $1.0 }.map(\.1)
    }
    ids = indices.map { facts.targetIDs[$0] }
  }

  /// How many of all targets stand so.
  func count(_ standing: TargetStanding) -> Int { standings.count { $0 == standing } }

  /// Trouble first: by standing; then by what is needed, or the newest end, or whether anything has failed so far; targets that
  /// are alike in all that keep the order they were asked for in.
  private struct Key: Comparable {
    let standing: TargetStanding
    let within: Double
    let place: Int

    init(_ place: Int, _ target: TargetSnapshot, _ standing: TargetStanding, at now: Date) {
      self.place = place
      self.standing = standing
      within =
        switch standing {
        case .needsYou: Double(TargetStanding.Need(target, at: now)?.rawValue ?? 0)
        case .failed, .done: -(target.endedAt?.timeIntervalSinceReferenceDate ?? -.infinity)
        case .running: (target.detail.batch?.progress.failed ?? 0) > 0 ? 0 : 1
        case .waiting: target.observedAt == nil ? 1 : 0
        }
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.standing != right.standing { return left.standing < right.standing }
      if left.within != right.within { return left.within < right.within }
      return left.place < right.place
    }
  }
}
