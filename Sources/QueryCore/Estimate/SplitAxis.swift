/// One way a batch is split: by account, or by day; how long the queries of each name took, and how many wait.
struct SplitAxis: Hashable, Sendable {
  struct Level: Hashable, Sendable {
    var count = 0.0
    /// Seconds.
    var sum = 0.0
    var waiting = 0.0
  }

  /// Of each query of the batch, the number of its name; -1 for none.
  private var numbers: [Int32] = []
  private(set) var levels: [Level] = []

  init() {}

  /// Numbers the names of a batch's queries, which come in runs of one name as a rule; nothing is counted yet.
  init(_ names: some Collection<String?>) {
    var known: [String: Int32] = [:]
    var recent: (name: String, number: Int32)?
    numbers.reserveCapacity(names.count)
    for case let name in names {
      guard let name else {
        numbers.append(-1)
        continue
      }
      if recent?.name != name {
        let number = known[name] ?? Int32(known.count)
        known[name] = number
        recent = (name, number)
      }
      numbers.append(recent?.number ?? -1)
    }
    levels = Array(repeating: Level(), count: known.count)
  }

  /// Counts a query that took so many seconds; takes it away where `times` is -1.
  mutating func add(_ seconds: Double, at place: Int, _ times: Double = 1) {
    let number = Int(numbers[place])
    guard number >= 0 else { return }
    levels[number].count += times
    levels[number].sum += times * seconds
  }

  /// Counts a query that waits; takes it away where `times` is -1.
  mutating func addWaiting(at place: Int, _ times: Double = 1) {
    let number = Int(numbers[place])
    guard number >= 0 else { return }
    levels[number].waiting += times
  }

  /// The mean of what waits over the mean of all, and its squared relative error by names not seen yet.
  ///
  /// `mean` is that of all queries in seconds, `variance` that of one, relative to it; `count` the queries added.
  func effect(
    mean: Double, variance: Double, count: Double
  ) -> (factor: Double, squaredError: Double) {
    let levels = levels.map { level in
      Level(count: level.count, sum: level.sum / mean, waiting: level.waiting)
    }
    let seen = levels.filter { $0.count > 0 }
    let waiting = levels.reduce(0) { $0 + $1.waiting }
    guard seen.count > 1, waiting > 0 else { return (1, 0) }
    let between = Self.variance(between: seen, variance: variance, count: count)
    guard between > 0 else { return (1, 0) }
    var sum = 0.0
    var unseen = Level()
    for level in levels where level.waiting > 0 {
      let pull = level.count / (level.count + variance / between)
      sum += level.waiting * (1 + (level.count > 0 ? pull * (level.sum / level.count - 1) : 0))
      if level.count == 0 {
        unseen.waiting += level.waiting
        unseen.count += 1
      }
    }
    let share = unseen.waiting / waiting
    let error =
      unseen.count > 0 ? share * share * between * (1 / unseen.count + 1 / Double(seen.count)) : 0
    return (min(max(sum / waiting, 0.2), 5), error)
  }

  /// The variance between names beyond what chance within them explains (method of moments).
  private static func variance(between seen: [Level], variance: Double, count: Double) -> Double {
    var scatter = 0.0
    var squares = 0.0
    for level in seen {
      let distance = level.sum / level.count - 1
      scatter += level.count * distance * distance
      squares += level.count * level.count
    }
    let free = count - squares / count
    return free > 0 ? max(0, (scatter - Double(seen.count - 1) * variance) / free) : 0
  }
}
