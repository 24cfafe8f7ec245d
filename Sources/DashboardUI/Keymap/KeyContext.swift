/// Where a key works; the footer shows the keys of the context at hand.
package enum KeyContext: Hashable, Sendable, CaseIterable {
  case targets
  case batch
  case query
  case requests
  /// The rows of a result.
  case results
  /// One row of a result.
  case record
  /// One cell of a result.
  case cell
  case help
  /// A line of text being typed.
  case typing
  /// A file's name being typed.
  case naming

  /// Those in which letters are keys and no text.
  static let browsing = Set(allCases).subtracting([.typing, .naming])

  /// The heading over these keys on the help page.
  var title: String {
    switch self {
    case .targets: "Targets"
    case .batch: "Batch"
    case .query: "Query"
    case .requests: "Requests"
    case .results: "Rows"
    case .record: "One row"
    case .cell: "One cell"
    case .help: "Help"
    case .typing: "While typing"
    case .naming: "While naming a file"
    }
  }
}
