package import FoundationEssentials
package import QueryCore

/// One page of a result as a provider gave it.
package struct ResultPageAnswer: Hashable, Sendable {
  package let page: ResultPage
  /// Rows of the whole result, where the provider says.
  package var totalRows: Int?
  /// The link to the next page, where access is chained; nil on the last.
  package var next: String?
  /// When the provider will throw the result away.
  package var expiresAt: Date?
  /// What the source said of its limit with the answer.
  package var budget: RequestBudget?

  package init(
    _ page: ResultPage, totalRows: Int? = nil, next: String? = nil, expiresAt: Date? = nil
  ) {
    self.page = page
    self.totalRows = totalRows
    self.next = next
    self.expiresAt = expiresAt
  }
}
