/// One way a batch is split: by account, or by day.
struct SplitAxis {
  private struct Level {
    var count = 0.0
    var sum = 0.0
    var waiting = 0.0
  }

  private var places: [String: Int] = [:]
  private var levels: [Level] = []
  /// Rows come in runs of one name.
  private var recent: (name: String, place: Int)?

  /// Adds what one query took, relative to the mean of all.
  mutating func add(_ value: Double, at name: String?) {
    guard let name else { return }
    let place = place(of: name)
    levels[place].count += 1
    levels[place].sum += value
  }

  mutating func addWaiting(at name: String?) {
    guard let name else { return }
    levels[place(of: name)].waiting += 1
  }

  private mutating func place(of name: String) -> Int {
    if let recent, recent.name == name { return recent.place }
    let place = places[name] ?? levels.count
    if place == levels.count {
      places[name] = place
      levels.append(Level())
    }
    recent = (name, place)
    return place
  }

  /// The mean of what waits over the mean of all, and its squared relative error by names not seen yet.
  ///
  /// `variance` is that of one query, relative to the mean of all; `count` the queries added.
  func effect(variance: Double, count: Double) -> (factor: Double, squaredError: Double) {
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
