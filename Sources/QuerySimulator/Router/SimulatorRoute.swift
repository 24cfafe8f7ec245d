/// Which of the endpoints a path names.
enum SimulatorRoute: Hashable, Sendable {
  /// `GET …/query/batch/{batch_id}/status`, with its id.
  case batch(String)
  /// `GET …/query/status`.
  case query

  /// Reads a path; nil for one that names no endpoint.
  init?(_ path: String) {
    guard path.hasPrefix(SimulatorRouter.pathPrefix + "/") else { return nil }
    let rest = path.dropFirst(SimulatorRouter.pathPrefix.count + 1)
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    if parts == ["query", "status"] {
      self = .query
    } else if parts.count == 4, parts[0] == "query", parts[1] == "batch", parts[3] == "status" {
      self = .batch(String(parts[2]))
    } else {
      return nil
    }
  }
}
