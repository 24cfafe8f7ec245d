import FoundationEssentials

/// What the rows of a batch say about time, counted: a newer answer costs what it changed.
///
/// Kept from answer to answer it is the same as counted anew.
package struct DurationTally: Hashable, Sendable {
  private(set) var rows = BatchRows()
  /// Seconds that each query took which has succeeded, and each which has failed; rounded as `rounded` says.
  private(set) var succeeded = ValueCounts()
  private(set) var failed = ValueCounts()
  /// When those ended, and when every query with a start started, in seconds.
  private(set) var ends = ValueCounts()
  private(set) var starts = ValueCounts()
  private var unevenStarts = 0
  private(set) var accounts = SplitAxis()
  private(set) var days = SplitAxis()

  package init() {}

  /// Counts all rows; those without times are passed over.
  package init(_ rows: BatchRows) {
    self.rows = rows
    accounts = SplitAxis(rows.fixed.lazy.map { $0.accounts.first })
    days = SplitAxis(rows.fixed.lazy.map(\.startDate))
    for place in rows.indices { count(place, of: rows, isAdded: true) }
  }

  /// Counts a newer answer in place of the one counted.
  package mutating func update(to newer: BatchRows) {
    guard newer.hasSameQueries(as: rows) else {
      self = DurationTally(newer)
      return
    }
    for place in newer.changes(since: rows) {
      count(place, of: rows, isAdded: false)
      count(place, of: newer, isAdded: true)
    }
    rows = newer
  }

  /// Whether every start is a whole second, as most servers write them.
  var wholeSeconds: Bool { unevenStarts == 0 }

  /// The queries that run, by place, with when they started.
  var running: [(place: Int, start: Double)] {
    rows.running.compactMap { place in
      guard rows.state(at: place) == .running else { return nil }
      return Self.seconds(rows.start(at: place)).map { (place, $0) }
    }
  }

  private mutating func count(_ place: Int, of rows: BatchRows, isAdded: Bool) {
    let state = rows.state(at: place)
    if state == .waiting {
      accounts.addWaiting(at: place, isAdded ? 1 : -1)
      days.addWaiting(at: place, isAdded ? 1 : -1)
    }
    guard let start = Self.seconds(rows.start(at: place)) else { return }
    if start != start.rounded() { unevenStarts += isAdded ? 1 : -1 }
    if isAdded { starts.insert(start) } else { starts.remove(start) }
    guard state == .succeeded || state == .failed, let end = Self.seconds(rows.end(at: place))
    else { return }
    let took = Self.rounded(min(max(0, end - start), Duration.longest))
    accounts.add(took, at: place, isAdded ? 1 : -1)
    days.add(took, at: place, isAdded ? 1 : -1)
    if isAdded {
      ends.insert(end)
      if state == .failed { failed.insert(took) } else { succeeded.insert(took) }
    } else {
      ends.remove(end)
      if state == .failed { failed.remove(took) } else { succeeded.remove(took) }
    }
  }

  /// A finite time in seconds.
  private static func seconds(_ date: Date?) -> Double? {
    guard let seconds = date?.timeIntervalSinceReferenceDate, seconds.isFinite else { return nil }
    return seconds
  }

  /// To a five-hundredth or better: whole seconds up to 512 stay as they are, few values are different however fine a
  /// server's times are, and sums are exact in any order.
  static func rounded(_ seconds: Double) -> Double {
    let step = max(0x1p-19, seconds.binade * 0x1p-9)
    return (seconds / step).rounded() * step
  }
}
