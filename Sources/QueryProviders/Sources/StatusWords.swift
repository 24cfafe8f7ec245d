package import QueryCore

/// The status words of a provider in querytop's own: the one table for its targets and for the rows of
/// its batches.
///
/// Words are compared without regard to case: vendors' own software and fixtures write
/// `completed` where their documentation has `COMPLETED`.
package struct StatusWords: Sendable, ExpressibleByDictionaryLiteral {
  /// Stands for a status that an answer left out.
  package static let absent = "no status"

  /// Words that no provider documents and that vendors' own software and fixtures use all the same.
  private static let common: [String: QueryState] = [
    "pending": .waiting, "completed": .succeeded, "success": .succeeded, "failed": .failed,
    "error": .failed,
  ]

  /// The provider's own words in lower case.
  private let own: [String: QueryState]

  package init(dictionaryLiteral elements: (String, QueryState)...) {
    own = Dictionary(elements.map { ($0.lowercased(), $1) }) { _, last in last }
  }

  /// The state of a word; one that is not known is kept as it was written, and is no end.
  package func state(_ word: String?) -> QueryState {
    guard let word, !word.isEmpty else { return .unknown(Self.absent) }
    let key = word.lowercased()
    return own[key] ?? Self.common[key] ?? .unknown(word)
  }
}
