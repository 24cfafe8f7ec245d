import DashboardUI
import QueryCore
import ResultTables

/// All rows of the sample result in the private file, without a file.
extension Dashboard {
  /// The reading of all rows ends well.
  mutating func keep(_ rows: Int = 5_000) -> [Effect] {
    var table = KeptTable()
    table.add(rows, number: 0)
    var report = ResultKeepReport(totalRows: rows)
    (report.rowsRead, report.table, report.isDone) = (rows, table, true)
    return apply(.resultEvent(SampleResult.target, .keeping(report)))
  }

  /// The rows of an arrangement are found, in an order of this sample.
  mutating func arrange(_ arrangement: ResultArrangement, _ rows: Int = 5_000) -> [Effect] {
    var numbers = Array(0..<rows)
    if let filter = arrangement.filters.first {
      let column = SampleResult.names.firstIndex(of: filter.column.name) ?? 0
      numbers.removeAll { SampleResult.row($0)[column] != filter.value }
    }
    if let sort = arrangement.sort {
      let column = SampleResult.names.firstIndex(of: sort.column.name) ?? 0
      let values = (0..<rows).map { Double(SampleResult.row($0)[column].text) ?? 0 }
      numbers.sort { left, right in
        let (one, other) = (values[left], values[right])
        return one == other ? left < right : (one < other) != sort.isDescending
      }
    }
    var report = ResultArrangeReport(arrangement: arrangement, rowsRead: rows, totalRows: rows)
    (report.order, report.isDone) = (RowOrder(numbers.map { UInt32($0) }), true)
    let effects = apply(.resultEvent(SampleResult.target, .arranging(report)))
    serve(effects)
    return effects
  }
}
