/// The slots a batch runs on, the soonest free one first: a binary heap of the times at which they
/// come free.
struct SlotQueue {
  private var times: [Double]

  /// Takes the moments at which the slots first open, in rising order.
  init(opening times: [Double]) {
    self.times = times
  }

  /// When the next slot comes free.
  var soonest: Double { times.first ?? 0 }

  /// Takes the next slot until `time`, which is not before `soonest`.
  mutating func occupySoonest(until time: Double) {
    guard !times.isEmpty else { return }
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < times.count else { break }
      if child + 1 < times.count, times[child + 1] < times[child] { child += 1 }
      guard times[child] < time else { break }
      times[hole] = times[child]
      hole = child
    }
    times[hole] = time
  }
}
