/// Rows that have been read and kept in an order of their own: for each line, the place of its row among them all.
package struct RowOrder: Hashable, Sendable {
  package let rows: [UInt32]

  package init(_ rows: [UInt32]) { self.rows = rows }
}

extension ResultWindow {
  /// Rows to a request for kept rows: each may lie elsewhere on the disk.
  private static let keptPageRows = 200

  /// Starts with nothing loaded of rows that are kept, all of which can be had.
  ///
  /// - Parameter columns: those that come first, in this order.
  package init(_ order: RowOrder, columns: [ResultColumn]) {
    self.init(access: .random, pageRows: Self.keptPageRows)
    self.order = order
    self.columns = columns
    columnPlaces = Dictionary(zip(columns, columns.indices)) { first, _ in first }
    totalRows = order.rows.count
    knownEnd = order.rows.count
    isEndKnown = true
  }

  /// Whether the rows are all there are, in an order of their own.
  package var isOrdered: Bool { order != nil }

  /// Gives up pages that are on their way: the window goes out of use for a while.
  package mutating func stopWaiting() { pendingPages = [] }
}
