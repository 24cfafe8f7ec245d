/// Numbers with how often each comes, rising: a sorted list in which a number that comes again costs nothing more.
struct ValueCounts: Hashable, Sendable {
  private(set) var values: [Double] = []
  private(set) var counts: [Int32] = []
  /// Of all numbers.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  var least: Double? { values.first }
  var greatest: Double? { values.last }

  /// Adds a number, which is finite.
  mutating func insert(_ value: Double) {
    let place = lowerBound(of: value)
    count += 1
    if place < values.count, values[place] == value {
      counts[place] += 1
    } else {
      values.insert(value, at: place)
      counts.insert(1, at: place)
    }
  }

  /// Takes one of a number away, if there is one.
  mutating func remove(_ value: Double) {
    let place = lowerBound(of: value)
    guard place < values.count, values[place] == value else { return }
    count -= 1
    counts[place] -= 1
    guard counts[place] == 0 else { return }
    values.remove(at: place)
    counts.remove(at: place)
  }

  /// The sum over all numbers of what a function makes of each; at the cost of the different ones.
  func sum(of function: (Double) -> Double = { $0 }) -> Double {
    var sum = 0.0
    for place in values.indices { sum += Double(counts[place]) * function(values[place]) }
    return sum
  }

  /// How many numbers are at most the value at each place.
  var runningCounts: [Int] {
    var total = 0
    return counts.map { count in
      total += Int(count)
      return total
    }
  }

  /// The number that so many others stand before; nil where there is none.
  func value(at rank: Int) -> Double? {
    var before = 0
    for (value, count) in zip(values, counts) {
      before += Int(count)
      if rank < before { return value }
    }
    return nil
  }

  /// How many numbers are at least as great as one.
  func count(from value: Double) -> Int {
    counts[lowerBound(of: value)...].reduce(0) { $0 + Int($1) }
  }

  /// The values at some places alone.
  func filter(_ isKept: (Double) -> Bool) -> ValueCounts {
    var kept = ValueCounts()
    for place in values.indices where isKept(values[place]) {
      kept.values.append(values[place])
      kept.counts.append(counts[place])
      kept.count += Int(counts[place])
    }
    return kept
  }

  private func lowerBound(of value: Double) -> Int {
    // Times come in their order, as a rule.
    guard let last = values.last, value <= last else { return values.count }
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
