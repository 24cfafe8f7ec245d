import FoundationEssentials
import QueryCore

/// The targets as the panel shows them: chosen, in order, as indices into the snapshot's own list; worked out once a snapshot
/// and a second, not once a frame.
struct VisibleTargets: Hashable, Sendable {
  private(set) var indices: [Int] = []
  private(set) var ids: [String] = []
  /// Of all targets, shown or not, in the snapshot's order.
  private(set) var standings: [TargetStanding] = []

  init() {}

  /// How many rows would stand elsewhere if the order were not held.
  private(set) var movedRows = 0
  /// How many of the rows need somebody or have failed.
  private(set) var troubleCount = 0

  /// - Parameters:
  ///   - held: an order to keep: rows in it stay, rows it lacks come last.
  ///   - kept: the target that stays whatever the filter says: the one under the cursor.
  init(_ facts: Facts, _ choice: TargetChoice, held: [String]?, keeping kept: String? = nil) {
    let targets = facts.snapshot.targets
    let standings = targets.map { TargetStanding($0, at: facts.drawnAt) }
    self.standings = standings
    let typed = choice.typed.filter
    let chosen = targets.indices.filter { place in
      if choice.troubleOnly, !Self.isTrouble(targets[place], standings[place]) { return false }
      return typed.isEmpty || typed.matches(TargetRow(place, facts))
    }
    let isKept = kept.flatMap { facts.targetIDs.firstIndex(of: $0) }
    let stays = held != nil ? isKept.map { chosen.contains($0) ? [] : [$0] } ?? [] : []
    let ordered = Self.sort(chosen + stays, standings, choice, facts)
    let orderedIDs = ordered.map { facts.targetIDs[$0] }
    troubleCount = ordered.count { standings[$0] <= .failed }
    guard let held else {
      (indices, ids) = (ordered, orderedIDs)
      return
    }
    let order = HeldOrder(orderedIDs, in: held)
    indices = order.places.map { ordered[$0] }
    ids = order.places.map { orderedIDs[$0] }
    movedRows = order.movedRows
  }

  /// How the target in a row stands.
  func standing(_ row: Int) -> TargetStanding { standings[indices[row]] }

  /// How many of all targets stand so.
  func count(_ standing: TargetStanding) -> Int { standings.count { $0 == standing } }

  /// Whether it needs somebody, has failed, or has failures so far.
  static func isTrouble(_ target: TargetSnapshot, _ standing: TargetStanding) -> Bool {
    standing <= .failed || (target.detail.batch?.progress.failed ?? 0) > 0
  }

  private static func sort(
    _ chosen: [Int], _ standings: [TargetStanding], _ choice: TargetChoice, _ facts: Facts
  ) -> [Int] {
    let targets = facts.snapshot.targets
    let trouble = chosen.map { Trouble($0, targets[$0], standings[$0], at: facts.drawnAt) }.sorted()
      .map(\.place)
    guard choice.column != .standing else {
      return choice.isReversed ? trouble.reversed() : trouble
    }
    // What is alike by the column stands trouble first.
    let keyed = trouble.enumerated().map { rank, place in
      (key: choice.column.key(of: targets[place], facts), rank: rank, place: place)
    }
    return keyed.sorted { left, right in
      if left.key != right.key { return (left.key < right.key) != choice.isReversed }
      return left.rank < right.rank
    }.map(\.place)
  }

  /// By standing; then by what is needed, or the newest end, or whether anything has failed so far; targets that are alike in
  /// all that keep the order they were asked for in.
  private struct Trouble: Comparable {
    let standing: TargetStanding
    let within: Double
    let place: Int

    init(_ place: Int, _ target: TargetSnapshot, _ standing: TargetStanding, at now: Date) {
      self.place = place
      self.standing = standing
      within =
        switch standing {
        case .needsYou: Double(TargetNeed(target, at: now)?.rawValue ?? 0)
        case .failed, .done: -(target.endedAt?.timeIntervalSinceReferenceDate ?? -.infinity)
        case .running: (target.detail.batch?.progress.failed ?? 0) > 0 ? 0 : 1
        case .waiting: target.observedAt == nil ? 1 : 0
        }
    }

    static func < (left: Trouble, right: Trouble) -> Bool {
      if left.standing != right.standing { return left.standing < right.standing }
      if left.within != right.within { return left.within < right.within }
      return left.place < right.place
    }
  }
}
