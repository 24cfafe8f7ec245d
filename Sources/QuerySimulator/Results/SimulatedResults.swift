/// How a running simulator hands out rows.
package struct SimulatedResults: Hashable, Sendable {
  /// Whether rows of Supermetrics are objects, as the contract's page has them, not arrays under a
  /// header row.
  package var areObjects = false
  /// Whether rows of Supermetrics come without a header row, whatever the query says.
  package var hidesHeader = false
  /// Whether every result was thrown away: what has ended is answered with a 404.
  package var areExpired = false
  /// The most rows of one answer, 1 or more, for a server that gives fewer than were asked for; nil
  /// for as many as the provider allows.
  package var pageRows: Int?

  /// Whether queries of a batch differ in their columns: of three in a row the second lacks the fourth to
  /// sixth, and the third has them under names of its own.
  package var areUneven = false
  /// Of the batch's queries every so many-th has had its result thrown away; nil for none.
  package var expiresEvery: Int?

  /// Results as they usually are, but for what is named.
  package init(
    areObjects: Bool = false, hidesHeader: Bool = false, areExpired: Bool = false,
    pageRows: Int? = nil
  ) {
    self.areObjects = areObjects
    self.hidesHeader = hidesHeader
    self.areExpired = areExpired
    self.pageRows = pageRows
  }
}

/// How the rows of an answer are written.
enum ResultShape: Hashable, Sendable {
  /// Each an array; a cell that is missing at the end makes it shorter.
  case arrays
  /// Each an object; a cell that is missing is no member of it.
  case objects
}
