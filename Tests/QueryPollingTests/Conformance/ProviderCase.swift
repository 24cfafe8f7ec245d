import FoundationEssentials
import QueryCore
import QueryPolling
import Testing

/// One endpoint of one provider, told in the terms every provider must satisfy.
enum ProviderCase: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case supermetricsBatch
  case supermetricsQuery
  case polytomicQuery
  case toolkitJob

  static let token = "S3CRET-canary"
  static let now = Date(timeIntervalSince1970: 1000)

  var testDescription: String { rawValue }

  var target: String {
    switch self {
    case .supermetricsBatch: "supermetrics:batch/qrb_3feb5ff5c71e"
    case .supermetricsQuery: "supermetrics:query/abc123"
    case .polytomicQuery: "polytomic:query/248df4b7-aa70-47b8-a036-33ac447e668d"
    case .toolkitJob: "toolkit:job/job_abc001"
    }
  }

  /// A target whose kind the provider does not have.
  var foreignTarget: String {
    switch self {
    case .supermetricsBatch, .supermetricsQuery: "supermetrics:job/job_abc001"
    case .polytomicQuery: "polytomic:job/248df4b7-aa70-47b8-a036-33ac447e668d"
    case .toolkitJob: "toolkit:query/job_abc001"
    }
  }

  /// The URL below the base.
  var path: String {
    switch self {
    case .supermetricsBatch: "/query/batch/qrb_3feb5ff5c71e/status?offset=0&limit=1000"
    case .supermetricsQuery: "/query/status?schedule_id=abc123&offset_start=0&offset_end=0"
    case .polytomicQuery: "/api/queries/248df4b7-aa70-47b8-a036-33ac447e668d"
    case .toolkitJob: "/v1/jobs/job_abc001"
    }
  }

  /// Every word of the contract with its state.
  var words: [String: QueryState] {
    switch self {
    case .supermetricsBatch:
      // STOPPED is an end without failure only where the counters say so.
      ["QUEUED": .waiting, "RUNNING": .running, "STOPPED": .stopped]
    case .supermetricsQuery:
      [
        "SCHEDULED": .waiting, "QUEUED": .waiting, "RUNNING": .running, "SUCCESS": .succeeded,
        "FAILURE": .failed, "STOPPED": .stopped,
      ]
    case .polytomicQuery:
      ["created": .waiting, "running": .running, "done": .succeeded, "failed": .failed]
    case .toolkitJob:
      ["queued": .waiting, "running": .running, "succeeded": .succeeded, "failed": .failed]
    }
  }

  /// A body with a status, given as JSON; nil leaves the field out.
  func body(_ status: String?) -> String {
    let field = name + (status ?? "null")
    switch self {
    case .supermetricsBatch:
      let counters = #""progress":{"queued":1,"running":0,"success":0,"failure":0}"#
      return status == nil
        ? #"{"meta":{},"data":[]}"# : "{\"meta\":{\(field),\(counters)},\"data\":[]}"
    case .supermetricsQuery:
      return status == nil ? #"{"meta":{},"data":[]}"# : "{\"meta\":{\(field)},\"data\":[]}"
    case .polytomicQuery: return status == nil ? #"{"data":{}}"# : "{\"data\":{\(field)}}"
    case .toolkitJob: return status == nil ? #"{"job_id":"x"}"# : "{\(field)}"
    }
  }

  /// A body that says its status twice.
  func body(_ one: String, and other: String) -> String {
    body("\"\(one)\",\(name)\"\(other)\"")
  }

  private var name: String {
    switch self {
    case .supermetricsBatch, .supermetricsQuery: #""status_code":"#
    case .polytomicQuery, .toolkitJob: #""status":"#
    }
  }

  var authentication: Authentication {
    get throws {
      let credential = try Credential(Self.token)
      return self == .toolkitJob ? .apiKey(credential) : .bearer(credential)
    }
  }

  func source(_ transport: any HTTPTransport) throws -> any QuerySource {
    try source(transport, base: try BaseURL(parsing: "https://api.example.com"))
  }

  func source(_ transport: any HTTPTransport, base: BaseURL) throws -> any QuerySource {
    let credential = try Credential(Self.token)
    switch self {
    case .supermetricsBatch, .supermetricsQuery:
      return SupermetricsSource(
        base: base, credential: credential, transport: transport, now: { Self.now })
    case .polytomicQuery:
      return PolytomicSource(
        base: base, authentication: .bearer(credential), transport: transport, now: { Self.now })
    case .toolkitJob:
      return ToolkitSource(
        base: base, credential: credential, transport: transport, now: { Self.now })
    }
  }
}
