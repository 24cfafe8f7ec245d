import QueryCore

/// An export under way; it outlives the view it was started in.
package struct ExportJob: Hashable, Sendable {
  let target: Target
  let export: ResultExport
  var rows = 0
  var totalRows: Int?
  var elapsed = Duration.zero
  /// Whether it has been asked to stop.
  var isStopping = false

  /// Rows a second since its start; nil before there is anything to say.
  var rate: Double? {
    let seconds = elapsed / .seconds(1)
    return seconds > 0.5 && rows > 0 ? Double(rows) / seconds : nil
  }

  /// The time the rest will take at this rate.
  var left: Duration? {
    guard let rate, let totalRows, totalRows > rows else { return nil }
    return .seconds(min(Double(totalRows - rows) / rate, 1e9))
  }
}
