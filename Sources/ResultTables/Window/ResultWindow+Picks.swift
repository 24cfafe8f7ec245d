/// Windows over chosen rows of those loaded.
extension ResultWindow {
  /// The rows with these numbers, in this order, under numbers of their own from 0: nothing more is asked for, and
  /// nothing let go.
  func picking(_ numbers: [Int]) -> ResultWindow {
    var window = self
    window.picks = numbers
    window.order = nil
    window.pendingPages = []
    window.failures = []
    window.gone = nil
    window.parts = nil
    window.knownEnd = numbers.count
    window.totalRows = numbers.count
    window.announcedRows = nil
    window.isEndKnown = true
    return window
  }

  /// The number that a row of this window has in the one it was picked from, or among all that are kept; nil beyond the
  /// last.
  package func origin(of number: Int) -> Int? {
    if let order {
      return order.rows.indices.contains(number) ? Int(order.rows[number]) : nil
    }
    guard let picks else { return number }
    return picks.indices.contains(number) ? picks[number] : nil
  }

  func picked(_ number: Int, from picks: [Int]) -> ResultRowState {
    guard picks.indices.contains(number), let loadedPage = loadedPage(at: picks[number]),
      let page = loadedPage.page
    else { return .beyond }
    return .loaded(
      ResultRow(page: page, row: picks[number] - loadedPage.first, places: loadedPage.places))
  }
}
