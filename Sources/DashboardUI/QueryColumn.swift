/// A column of the queries panel; what a person can sort by.
package enum QueryColumn: String, Hashable, Sendable, CaseIterable {
  case state
  case query
  case account
  case dates
  case time
  case rows
  case error

  package var title: String { rawValue.uppercased() }
}
