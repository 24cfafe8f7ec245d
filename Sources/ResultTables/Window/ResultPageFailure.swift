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
