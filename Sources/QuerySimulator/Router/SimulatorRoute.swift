/// Which of the endpoints a path names.
enum SimulatorRoute: Hashable, Sendable {
  /// `GET …/query/batch/{batch_id}/status`, with its id.
  case batch(String)
  /// `POST …/query/batch`.
  case batches
  /// `GET` and `DELETE …/query/batch/{batch_id}`, with its id.
  case batchInfo(String)
  /// `GET …/query/status`.
  case query
  /// `GET …/query/results`.
  case results
  /// `GET …/api/queries/{id}` of Polytomic, with its id.
  case polytomic(String)
  /// `GET …/v1/jobs/{job_id}` of the toolkit, with its id.
  case toolkit(String)

  /// Whose endpoint it is.
  var provider: SimulatedProvider {
    switch self {
    case .batch, .batches, .batchInfo, .query, .results: .supermetrics
    case .polytomic: .polytomic
    case .toolkit: .toolkit
    }
  }

  /// The methods it takes.
  var methods: [String] {
    switch self {
    case .batches: ["POST"]
    case .batchInfo: ["GET", "DELETE"]
    case .batch, .query, .results, .polytomic, .toolkit: ["GET"]
    }
  }

  /// Reads a path; nil for one that names no endpoint.
  init?(_ path: String) {
    if let id = Self.id(path, after: SimulatorRouter.polytomicPrefix + "/api/queries/") {
      self = .polytomic(id)
      return
    }
    if let id = Self.id(path, after: SimulatorRouter.toolkitPrefix + "/v1/jobs/") {
      self = .toolkit(id)
      return
    }
    guard path.hasPrefix(SimulatorRouter.pathPrefix + "/") else { return nil }
    let rest = path.dropFirst(SimulatorRouter.pathPrefix.count + 1)
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    if parts == ["query", "status"] {
      self = .query
    } else if parts == ["query", "results"] {
      self = .results
    } else if parts.count == 4, parts[0] == "query", parts[1] == "batch", parts[3] == "status" {
      self = .batch(String(parts[2]))
    } else if parts == ["query", "batch"] {
      self = .batches
    } else if parts.count == 3, parts[0] == "query", parts[1] == "batch", parts[2].hasPrefix("qrb_")
    {
      self = .batchInfo(String(parts[2]))
    } else {
      return nil
    }
  }

  /// The last segment of a path that begins with `prefix`; nil for any other path.
  private static func id(_ path: String, after prefix: String) -> String? {
    guard path.hasPrefix(prefix) else { return nil }
    let id = path.dropFirst(prefix.count)
    return id.isEmpty || id.contains("/") ? nil : String(id)
  }
}
