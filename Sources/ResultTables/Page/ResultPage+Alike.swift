extension ResultPage {
  /// A number that pages share whose first rows are the same, cell for cell; nil for one without rows.
  ///
  /// - Parameter most: rows looked at.
  package func fingerprint(ofFirst most: Int = .max) -> Int? {
    guard rowCount > 0 else { return nil }
    var hasher = Hasher()
    for row in 0..<min(rowCount, most) {
      for column in names.indices where kind(row: row, column: column) != .missing {
        hasher.combine(column)
        hasher.combine(kind(row: row, column: column))
        withUTF8(row: row, column: column) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      }
    }
    return hasher.finalize()
  }
}
