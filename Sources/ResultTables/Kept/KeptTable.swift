/// What is known of all rows of a result once they have been read and kept on the disk, in the server's order.
package struct KeptTable: Hashable, Sendable {
  /// Bytes they may take on the disk.
  package static let mostBytes = 2 << 30
  /// Rows there may be: of each, twelve bytes of memory are held while it is sorted.
  package static let mostRows = 3_000_000
  /// Memory that sorting them may take, in bytes: their keys, where they lie, and their order.
  package static let mostKeyBytes = 40 << 20

  /// Rows that follow one another in the view as they do here.
  private struct Run: Hashable {
    let first: Int
    let number: Int
  }

  private var runs: [Run] = []
  package private(set) var rowCount = 0
  /// Bytes they take on the disk.
  package var byteCount = 0
  /// Of a batch, the queries whose rows were to be read.
  package var queries: Int?
  /// Queries among them whose rows did not come, or not all of them.
  package var unread = UnreadQueries()

  package init() {}

  /// Adds rows.
  ///
  /// - Parameter number: the number that the first of them has in the view.
  package mutating func add(_ rows: Int, number: Int) {
    defer { rowCount += rows }
    if let last = runs.last, number - last.number == rowCount - last.first { return }
    runs.append(Run(first: rowCount, number: number))
  }

  /// The number that a row has in the view.
  package func number(of row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].first <= row { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? row : runs[low - 1].number + row - runs[low - 1].first
  }
}

/// Queries of a batch, by their places, that have succeeded and whose rows a reading could not have.
package struct UnreadQueries: Hashable, Sendable {
  /// Those whose rows the provider has thrown away.
  package var expired: Set<Int> = []
  /// Those whose rows did not come, or not all of them, for any other reason.
  package var others: Set<Int> = []

  package init() {}

  package var count: Int { expired.count + others.count }
}
