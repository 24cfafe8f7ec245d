import FoundationEssentials
package import QueryCore

extension DashboardState {
  /// Takes in what the monitor knows, or keeps it aside while the picture is held.
  mutating func receive(_ new: MonitorSnapshot) {
    if isPaused {
      latest = new
    } else {
      show(new)
    }
  }

  /// Holds the picture, or lets it catch up.
  mutating func togglePause() {
    if let latest {
      self.latest = nil
      pausedAt = nil
      show(latest)
    } else {
      latest = snapshot
      pausedAt = now
    }
  }

  private mutating func show(_ new: MonitorSnapshot) {
    let old = snapshot
    snapshot = new
    for (place, target) in new.targets.enumerated() {
      guard let batch = target.detail.batch else { continue }
      let before = old.targets.indices.contains(place) ? old.targets[place] : nil
      if let before, before.target == target.target, before.detail == target.detail,
        digests[target.target] != nil
      {
        continue
      }
      digests[target.target] = BatchDigest(
        target, batch, before: before?.detail.batch, now: target.observedAt ?? now)
    }
    arrange()
  }

  /// Chooses and orders the rows of the batch on top anew.
  mutating func arrange() {
    guard case .batch(let target) = top.screen, let batch = batch(target) else {
      arrangement = QueryArrangement()
      return
    }
    arrangement = QueryArrangement(
      batch.queries, choice: top.choice, members: digests[target]?.members(of: top.choice.cause),
      held: top.heldOrder)
    if top.heldOrder != nil { top.heldOrder = arrangement.ids }
  }

  /// The newest of a target; nil for one that is not watched.
  package func target(_ target: Target) -> TargetSnapshot? {
    snapshot.targets.first { $0.target == target }
  }

  func batch(_ target: Target) -> BatchDetail? {
    self.target(target)?.detail.batch
  }

  func causeIDs(of target: Target) -> [String] {
    digests[target]?.causeIDs ?? []
  }

  /// A query of a batch by its id.
  func query(_ id: String, in target: Target) -> BatchQuery? {
    guard let batch = batch(target), let place = digests[target]?.places[id],
      batch.queries.indices.contains(place)
    else { return nil }
    return batch.queries[place]
  }

  /// When a batch will end, seen from the moment drawn: an old answer promises less.
  func estimate(of target: TargetSnapshot) -> CompletionEstimate? {
    let age = target.observedAt.map { max(0, drawnAt.timeIntervalSince($0)) } ?? 0
    return digests[target.target]?.estimate.aged(by: .seconds(age))
  }
}
