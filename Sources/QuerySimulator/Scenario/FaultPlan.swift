import QueryCore

/// Which queries fail and why: whole accounts, a part of one day, and a few anywhere.
struct FaultPlan: Hashable, Sendable {
  /// One element a query, in order of submission; nil where it succeeds.
  private(set) var faults: [PlannedFault?]

  /// Draws the failures; 60 of the 800 of the default size.
  init(grid: StoryGrid, from random: inout SplitMix64) {
    faults = Array(repeating: nil, count: grid.queries)
    let denied = Self.deniedAccounts(of: grid, from: &random)
    let hit = Self.timedOut(of: grid, sparing: denied, from: &random)
    for index in faults.indices {
      let place = grid.place(of: index)
      if denied.contains(place.account) {
        faults[index] = .accountDenied
      } else if hit.contains([place.account, place.day]) {
        faults[index] = .sourceTimeout
      }
    }
    scatter(grid.queries < 50 ? 0 : (grid.queries * 6 + 500) / 1000, from: &random)
  }

  /// One account in twenty: two of forty, none of a handful.
  private static func deniedAccounts(
    of grid: StoryGrid, from random: inout SplitMix64
  ) -> Set<Int> {
    let wanted = grid.accounts < 4 ? 0 : grid.accounts < 16 ? 1 : max(2, grid.accounts / 20)
    var denied: Set<Int> = []
    while denied.count < wanted {
      // Never the first nor the last, so that a story neither opens nor closes with failures alone;
      // but one of them early, so that its failures are soon on screen.
      let reach = denied.isEmpty ? max(1, grid.accounts / 6) : grid.accounts - 2
      denied.insert(1 + random.below(reach))
    }
    return denied
  }

  /// The pairs of account and day that time out: three in eight accounts, on one day in twenty.
  private static func timedOut(
    of grid: StoryGrid, sparing denied: Set<Int>, from random: inout SplitMix64
  ) -> Set<[Int]> {
    guard grid.fullDays >= 3 else { return [] }
    var days: Set<Int> = []
    while days.count < max(1, grid.days / 20) {
      days.insert(grid.fullDays / 5 + random.below(max(1, grid.fullDays * 3 / 5)))
    }
    var pairs: Set<[Int]> = []
    for day in days.sorted() {
      // The last accounts are spared: a slow failure among them would hold up the end of the whole
      // batch.
      var healthy = (0..<grid.accounts - grid.accounts / 8).filter { !denied.contains($0) }
      for _ in 0..<max(1, grid.accounts * 3 / 8) {
        guard !healthy.isEmpty else { break }
        pairs.insert([healthy.remove(at: random.below(healthy.count)), day])
      }
    }
    return pairs
  }

  private mutating func scatter(_ count: Int, from random: inout SplitMix64) {
    var placed = 0
    while placed < count {
      let index = random.below(faults.count)
      guard faults[index] == nil else { continue }
      faults[index] = placed.isMultiple(of: 2) ? .internalError : .quotaUsedUp
      placed += 1
    }
  }
}
