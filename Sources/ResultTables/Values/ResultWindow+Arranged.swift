extension ResultWindow {
  /// The loaded rows as an arrangement has them: a window that asks for nothing more.
  ///
  /// What is loaded later does not come in: the rows stand still.
  package func arranged(by arrangement: ResultArrangement) -> ResultWindow {
    let matcher = RowMatcher(arrangement.filters, columns)
    var numbers: [Int] = []
    var keys = SortKeys()
    let column = arrangement.sort.flatMap { columns.firstIndex(of: $0.column) }
    for number in loadedRows.joined() {
      guard case .loaded(let row) = row(number), matcher.passes(row) else { continue }
      numbers.append(number)
      if arrangement.sort != nil { keys.add(row, column: column ?? columns.count) }
    }
    guard let sort = arrangement.sort else { return picking(numbers) }
    return picking(keys.order(isDescending: sort.isDescending).map { numbers[Int($0)] })
  }

  /// How often each value stands in a column of the loaded rows.
  package func frequencies(of column: ResultColumn) -> FrequencyTable {
    var table = FrequencyTable()
    let index = columns.firstIndex(of: column) ?? columns.count
    for number in loadedRows.joined() {
      if case .loaded(let row) = row(number) { table.add(row, column: index) }
    }
    table.rank()
    return table
  }
}
