extension ResultWindow {
  /// The rows of a range that are loaded and hold a text in any column, rising.
  package func rows(in range: Range<Int>, with search: ResultSearch) -> [Int] {
    guard picks == nil else {
      return range.clamped(to: 0..<rowCount).filter { number in
        if case .loaded(let row) = row(number) {
          search.isIn(row.page, row: row.row)
        } else {
          false
        }
      }
    }
    var found: [Int] = []
    for loadedPage in loadedPages where loadedPage.rows.overlaps(range) {
      guard let page = loadedPage.page else { continue }
      for row in search.rows(in: page) {
        let number = loadedPage.first + row
        if range.contains(number), row < loadedPage.count { found.append(number) }
      }
    }
    return found
  }

  /// What the loaded cells of a column come to.
  package func statistics(of column: ResultColumn) -> ColumnStatistics {
    var statistics = ColumnStatistics()
    guard let index = columnPlaces[column] else { return statistics }
    guard picks == nil else {
      for number in 0..<rowCount {
        if case .loaded(let row) = row(number) {
          statistics.add(row.page, row: row.row, column: row.place(index))
        }
      }
      return statistics
    }
    for loadedPage in loadedPages {
      guard let page = loadedPage.page else { continue }
      let place = loadedPage.places.map { index < $0.count ? Int($0[index]) : -1 } ?? index
      statistics.add(page, column: place)
    }
    return statistics
  }
}

/// The pages that rows are drawn from.
package struct LoadedRows: Hashable, Sendable {
  fileprivate let pages: [LoadedPage]
}

extension ResultWindow {
  /// What rows are drawn from, the same as long as each of them is; nil where one is not loaded, or they are picked from others.
  package func loaded(_ rows: Range<Int>) -> LoadedRows? {
    guard picks == nil, !rows.isEmpty else { return nil }
    var pages: [LoadedPage] = []
    var row = rows.lowerBound
    while row < rows.upperBound {
      guard var loadedPage = loadedPage(at: row), loadedPage.page != nil else { return nil }
      row = loadedPage.end
      // When it was shown last is nothing that is seen.
      loadedPage.turn = 0
      pages.append(loadedPage)
    }
    return LoadedRows(pages: pages)
  }
}
