import DashboardUI
import ResultTables

/// Kept rows being put in order, or chosen, by an arrangement.
nonisolated struct RowArranging {
  let kept: KeptRows
  let arrangement: ResultArrangement

  /// Reads the rows once, sending how far it is some times a second and the order at the end.
  @concurrent func run(sending send: (ResultArrangeReport) -> Void) async {
    var report = ResultArrangeReport(
      arrangement: arrangement, rowsRead: 0, totalRows: kept.table.rowCount)
    do {
      report.order = RowOrder(try await order(telling: send, &report))
    } catch let problem as KeepingProblem {
      report.trouble = "\(problem)"
    } catch {
      return
    }
    report.isDone = true
    send(report)
  }

  private func order(
    telling send: (ResultArrangeReport) -> Void, _ report: inout ResultArrangeReport
  ) async throws -> [UInt32] {
    let count = kept.table.rowCount
    var pace = ReportPace()
    /// The rows that pass; all of them need no list.
    var rows: [UInt32] = []
    let isFiltered = !arrangement.filters.isEmpty
    // Where each row ends takes four bytes, and so does its place among those that pass.
    let room = KeptTable.mostKeyBytes - count * (isFiltered ? 8 : 4)
    var keys = SortKeys(rows: isFiltered ? 0 : count, mostBytes: room)
    let sort = arrangement.sort
    try await kept.read { page, first in
      try Task.checkCancellation()
      let matcher = arrangement.matcher(of: page)
      let column = sort.flatMap { ResultColumn.of(page.names).firstIndex(of: $0.column) }
      for row in 0..<page.rowCount where !isFiltered || matcher.passes(page, row: row) {
        if isFiltered { rows.append(UInt32(first + row)) }
        guard sort != nil else { continue }
        guard keys.add(page, row: row, column: column ?? page.columnCount) else {
          throw KeepingProblem.tooManyKeys
        }
      }
      report.rowsRead = first + page.rowCount
      if pace.isDue() { send(report) }
      return true
    }
    guard let sort else { return isFiltered ? rows : (0..<count).map { UInt32($0) } }
    let order = keys.order(isDescending: sort.isDescending)
    return isFiltered ? order.map { rows[Int($0)] } : order
  }
}
