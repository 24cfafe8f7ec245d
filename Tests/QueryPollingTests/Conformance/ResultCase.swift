import QueryCore
import QueryPolling
import ResultTables
import Testing

/// The rows of one kind of target, told in the terms every provider must satisfy.
enum ResultCase: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case supermetricsArrays
  case supermetricsObjects
  case polytomic
  case toolkit

  var testDescription: String { rawValue }

  var provider: ProviderCase {
    switch self {
    case .supermetricsArrays, .supermetricsObjects: .supermetricsQuery
    case .polytomic: .polytomicQuery
    case .toolkit: .toolkitJob
    }
  }

  /// What asks for the first page.
  var first: ResultPageRequest {
    switch self {
    case .supermetricsArrays, .supermetricsObjects: .rows(first: 0, count: 100)
    case .polytomic: .link(nil)
    case .toolkit: .whole
    }
  }

  /// The URL of the first page below the base.
  var path: String {
    switch self {
    case .supermetricsArrays, .supermetricsObjects:
      "/query/status?schedule_id=abc123&offset_start=0&offset_end=99"
    case .polytomic, .toolkit: provider.path
    }
  }

  /// A page with the columns `a` and `b`, and two rows: 48320.50 and an empty text, null and
  /// nothing.
  var page: String { page(status: done) }

  func page(status: String) -> String {
    switch self {
    case .supermetricsArrays:
      #"{"meta":{"status_code":"\#(status)","result":{"total_rows":2}},"#
        + #""data":[["a","b"],[48320.50,""],[null]]}"#
    case .supermetricsObjects:
      #"{"meta":{"status_code":"\#(status)","result":{"total_rows":2}},"#
        + #""data":[{"a":48320.50,"b":""},{"a":null}]}"#
    case .polytomic:
      #"{"data":{"status":"\#(status)","count":2,"fields":["a","b"],"#
        + #""results":[{"b":"","a":48320.50},{"a":null}]},"links":{"next":null}}"#
    case .toolkit:
      #"{"status":"\#(status)","results":{"columns":["a","b"],"rows":[[48320.50,""],[null]],"#
        + #""row_count":2}}"#
    }
  }

  /// The same without rows, as a result of none.
  var none: String {
    switch self {
    case .supermetricsArrays, .supermetricsObjects: #"{"meta":{"status_code":"SUCCESS"},"data":[]}"#
    case .polytomic: #"{"data":{"status":"done","results":null}}"#
    case .toolkit: #"{"status":"succeeded","results":null}"#
    }
  }

  private var done: String {
    switch self {
    case .supermetricsArrays, .supermetricsObjects: "SUCCESS"
    case .polytomic: "done"
    case .toolkit: "succeeded"
    }
  }

  /// The source of the rows, over a network.
  func results(_ transport: any HTTPTransport) throws -> any ResultSource {
    try #require(try provider.source(transport).results(of: Target(parsing: provider.target)))
  }
}
