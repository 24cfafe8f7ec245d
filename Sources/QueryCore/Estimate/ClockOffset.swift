import FoundationEssentials

/// How far the watcher's clock runs ahead of the server's, as far as the two disagree for certain.
enum ClockOffset {
  /// Bounds the offset by what each sample says of the ends.
  ///
  /// When a sample first shows k finished, the k-th end by the server's clock lies between the sample before and
  /// this one. Each such pair bounds the offset from both sides.
  ///
  /// - Parameters:
  ///   - history: what was seen, by the watcher's clock.
  ///   - ends: the ends of all finished queries in server seconds.
  /// - Returns: seconds to take from a watcher's time to get the server's; 0 while one clock could explain all.
  static func seconds(history: Series<ProgressSample>, ends: ValueCounts) -> Double {
    let counts = ends.runningCounts
    /// The end of which so many come before it.
    func end(after count: Int) -> Double {
      var (low, high) = (0, counts.count)
      while low < high {
        let middle = (low + high) / 2
        if counts[middle] <= count { low = middle + 1 } else { high = middle }
      }
      return ends.values[low]
    }
    var lowest = -Double.infinity
    var highest = Double.infinity
    var before: ProgressSample?
    for sample in history.elements {
      let finished = sample.progress.finished
      if finished > 0, finished <= ends.count {
        highest = min(highest, sample.at.timeIntervalSinceReferenceDate - end(after: finished - 1))
      }
      if let before, finished > before.progress.finished, before.progress.finished < ends.count {
        let next = end(after: before.progress.finished)
        lowest = max(lowest, before.at.timeIntervalSinceReferenceDate - next)
      }
      before = sample
    }
    // Servers write whole seconds.
    return min(max(0, lowest - 1), max(highest + 1, lowest - 1))
  }
}
