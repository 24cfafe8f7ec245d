/// Where a key works; the footer shows the keys of the context at hand.
package enum KeyContext: Hashable, Sendable, CaseIterable {
  case targets
  case batch
  case query
  case requests
  case help

  /// The heading over these keys on the help page.
  var title: String {
    switch self {
    case .targets: "Targets"
    case .batch: "Batch"
    case .query: "Query"
    case .requests: "Requests"
    case .help: "Help"
    }
  }
}
