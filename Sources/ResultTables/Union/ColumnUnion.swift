/// The columns of pages whose columns differ, united by name in order of first appearance; of columns
/// with one name there are as many as the page with the most of them has.
package struct ColumnUnion: Hashable, Sendable {
  /// The names, some of which may be there more than once.
  package private(set) var names: [String]
  private var counts: [String: Int]
  /// Of the page last added, as pages mostly have the same.
  private var last: [String] = []

  /// More columns than any table has.
  package static let most = 100_000

  /// Begins with names that are to come first.
  package init(_ names: [String] = []) {
    self.names = names
    counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// Adds the columns of a page that are new.
  ///
  /// - Throws: `TooManyColumns` beyond `most`.
  package mutating func add(_ page: [String]) throws(TooManyColumns) {
    guard page != last, page != names else { return }
    last = page
    var own: [String: Int] = [:]
    for name in page {
      own[name, default: 0] += 1
      guard own[name, default: 0] > counts[name, default: 0] else { continue }
      guard names.count < Self.most else { throw TooManyColumns() }
      counts[name, default: 0] += 1
      names.append(name)
    }
  }
}

/// The pages of a table have more columns, all in all, than a table can have.
package struct TooManyColumns: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String {
    "the pages have more than \(ColumnUnion.most) different columns: export the queries one by one"
  }
}
