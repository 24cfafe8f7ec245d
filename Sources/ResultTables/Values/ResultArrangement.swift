/// Rows in another order than the server's, or only some of them.
package struct ResultArrangement: Hashable, Sendable {
  /// Only rows that pass all of these.
  package var filters: [ValueFilter]
  /// nil leaves them in the server's order.
  package var sort: ResultSort?

  package init(filters: [ValueFilter] = [], sort: ResultSort? = nil) {
    self.filters = filters
    self.sort = sort
  }

  /// Says of the rows of a page whether they pass the filters.
  package func matcher(of page: ResultPage) -> RowMatcher {
    RowMatcher(filters, ResultColumn.of(filters.isEmpty ? [] : page.names))
  }
}

/// The column rows are ordered by.
package struct ResultSort: Hashable, Sendable {
  package let column: ResultColumn
  /// Whether the greatest comes first; rows without a value come last in any case.
  package var isDescending: Bool

  package init(_ column: ResultColumn, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }
}

/// Rows with one value in a column: the same kind of cell, and the same text.
package struct ValueFilter: Hashable, Sendable {
  package let column: ResultColumn
  package let value: ResultCell

  package init(_ column: ResultColumn, _ value: ResultCell) {
    self.column = column
    self.value = value
  }
}

/// Which rows of pages with the same columns pass some filters.
package struct RowMatcher: Hashable, Sendable {
  private struct Test: Hashable {
    /// nil where the pages have no such column.
    let column: Int?
    let kind: CellKind
    let text: [UInt8]
  }

  private let tests: [Test]

  init(_ filters: [ValueFilter], _ columns: [ResultColumn]) {
    tests = filters.map { filter in
      Test(
        column: columns.firstIndex(of: filter.column), kind: filter.value.kind,
        text: Array(filter.value.text.utf8))
    }
  }

  /// Whether a row of a page passes.
  package func passes(_ page: ResultPage, row: Int) -> Bool {
    tests.allSatisfy { test in
      guard let column = test.column else { return test.kind == .missing }
      return page.kind(row: row, column: column) == test.kind
        && page.withUTF8(row: row, column: column) { $0.elementsEqual(test.text) }
    }
  }

  /// Whether a row passes, by the columns of the result.
  func passes(_ row: ResultRow) -> Bool {
    tests.allSatisfy { test in
      guard let column = test.column else { return test.kind == .missing }
      return row.kind(column) == test.kind
        && row.withUTF8(column) { $0.elementsEqual(test.text) }
    }
  }
}
