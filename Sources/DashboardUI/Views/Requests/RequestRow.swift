import QueryCore

/// A call as filters read it.
struct RequestRow: FilterableRow {
  private let record: RequestRecord

  init(_ record: RequestRecord) {
    self.record = record
  }

  static let filterFields: [FilterField<RequestRow>] = [
    FilterField("source", "the source's name", text: { $0.record.source }),
    FilterField(
      "target", "the ids in the path, and its other parts", .texts { $0.parts }),
    FilterField(
      "page", alias: "offset", "where the page begins that was asked for", text: { $0.page }),
    FilterField(
      "status", "the HTTP status, or why no answer came",
      text: { row in
        switch row.record.outcome {
        case .status(let status): String(status)
        case .failed(let reason): reason
        }
      }),
    FilterField("method", "GET, POST", text: { $0.record.method }),
    FilterField("path", "path and query", text: { $0.record.path }),
    FilterField("id", "the request id", text: { $0.record.requestID }),
    FilterField(
      "dur", alias: "took", "how long it took", .duration { .milliseconds($0.record.milliseconds) }),
    FilterField("bytes", "bytes of the answer", .number { Double($0.record.bytes) }),
  ]

  /// What stands between slashes, and the values of the query, but for the page's.
  private var parts: [String] {
    let (path, query) = split
    return path.split(separator: "/").map(String.init)
      + query.filter { !Self.isPage($0.name) }.map(\.value)
  }

  private var page: String? { split.query.first { Self.isPage($0.name) }?.value }

  private var split: (path: Substring, query: [(name: Substring, value: String)]) {
    let halves = record.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let items = halves.dropFirst().first?.split(separator: "&") ?? []
    let query = items.map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: parts.first ?? "", value: String(parts.dropFirst().first ?? ""))
    }
    return (halves.first ?? "", query)
  }

  /// Whether the name of a query's item is one that providers tell a page by.
  private static func isPage(_ name: Substring) -> Bool {
    name.hasPrefix("offset") || name.hasPrefix("page") || name.hasSuffix("cursor")
  }
}
