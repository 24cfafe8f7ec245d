/// One row of a result as it lies in a page, by the columns of the whole result.
package struct ResultRow: Hashable, Sendable {
  let page: ResultPage
  let row: Int
  /// The page's column of each column of the result, -1 for none; nil where they are the same.
  let places: [Int32]?

  /// What stands in a column; missing where the page has no such column.
  package func kind(_ column: Int) -> CellKind {
    page.kind(row: row, column: place(column))
  }

  /// A cell's text, as `ResultPage.text` gives it.
  package func text(_ column: Int) -> String {
    page.text(row: row, column: place(column))
  }

  /// Reads a cell's text without copying it; the bytes are valid during the call only.
  package func withUTF8<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try page.withUTF8(row: row, column: place(column), body)
  }

  /// The page's column of a column of the result; -1 for none.
  func place(_ column: Int) -> Int {
    guard let places else { return column }
    return places.indices.contains(column) ? Int(places[column]) : -1
  }
}

/// What a window can say of a row.
package enum ResultRowState: Hashable, Sendable {
  case loaded(ResultRow)
  /// Asked for, or about to be.
  case loading
  /// Its page could not be had.
  case failed
  /// The result has no such row.
  case beyond
}
