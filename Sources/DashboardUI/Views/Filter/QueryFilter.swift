import FoundationEssentials
import QueryCore

/// Which queries of a batch are shown.
struct QueryFilter: Hashable, Sendable {
  var failedOnly = false
  /// Only those that pass the filter a person typed.
  var typed = ListFilter()
  /// Only the queries of one cause.
  var cause: CauseKey?

  init() {}

  /// Shows every query again; what was typed can still be brought back.
  mutating func showAll() {
    failedOnly = false
    cause = nil
    typed.clear()
  }

  /// Whether every query is shown.
  var showsAll: Bool { !failedOnly && typed.isEmpty && cause == nil }

  /// What it asks for, in words.
  var words: [String] {
    [failedOnly ? "failed only" : nil, cause.map { "cause \($0.code ?? $0.message)" }, typed.text]
      .compactMap(\.self).filter { !$0.isEmpty }
  }

  /// The places of the queries it shows, in the batch's order.
  ///
  /// - Parameters:
  ///   - members: the ids of the chosen cause's queries; nil where no cause is chosen.
  ///   - kept: the id of a query that is shown whatever it is.
  ///   - now: what the time of a running query is measured to.
  func places(
    in queries: BatchRows, members: Set<String>?, keeping kept: String? = nil, now: Date
  ) -> [Int] {
    let filter = typed.filter
    func passes(_ place: Int) -> Bool {
      if failedOnly, queries.state(at: place) != .failed { return false }
      if let members, !members.contains(queries.id(at: place)) { return false }
      return filter.isEmpty || filter.matches(BatchRow(rows: queries, place: place, now: now))
    }
    return queries.indices.filter { passes($0) || queries.id(at: $0) == kept }
  }
}
