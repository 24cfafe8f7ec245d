package import FoundationEssentials
package import QueryCore

/// One page of a result as a provider gave it.
package struct ResultPageAnswer: Hashable, Sendable {
  package var page: ResultPage
  /// Rows of the whole result, where the provider says.
  package var totalRows: Int?
  /// What the first row of the answer was taken for; `page` has none that was a header.
  package var header = HeaderRow.absent
  /// Where the header is guessed, the same rows with the first among them.
  package var headless: ResultPage?
  /// What of the answer was no text, and has been mended.
  package var repair: TextRepair?
  /// The link to the next page, where access is chained, or where offsets can be replaced by links; nil
  /// on the last.
  package var next: String?
  /// When the provider will throw the result away.
  package var expiresAt: Date?
  /// What the source said of its limit with the answer.
  package var budget: RequestBudget?
  /// The wait that it asked for; nil where it asked for none.
  package var wait: Duration?

  package init(
    _ page: ResultPage, totalRows: Int? = nil, next: String? = nil, expiresAt: Date? = nil
  ) {
    self.page = page
    self.totalRows = totalRows
    self.next = next
    self.expiresAt = expiresAt
  }
}

/// One page to ask for.
package enum ResultPageRequest: Hashable, Sendable {
  /// The rows from `first` on, `count` at most, counted from 0.
  case rows(first: Int, count: Int)
  /// The page behind a link, as the answer before it gave it, byte for byte; nil for the first page.
  case link(String?)
  /// All there is.
  case whole
  /// A row far behind every result's last, where rows are asked for by number: a server that answers one
  /// pays no heed to which rows are asked for.
  case beyond
}

/// A page that could not be had, and what a person may do about it.
package struct ResultPageFailure: Hashable, Sendable {
  /// What happened and what to do, in one line; may hold server text.
  package let sentence: String
  package let kind: Kind

  package init(_ sentence: String, kind: Kind = .passing) {
    self.sentence = sentence
    self.kind = kind
  }

  /// What a failure says of the pages beside it.
  package enum Kind: Hashable, Sendable {
    /// Nothing: the page may come the next time.
    case passing
    /// The provider will not answer this very request: past the last row, some refuse to.
    case refused
    /// The provider has thrown the result away: no page can be had any more.
    case gone
  }
}
