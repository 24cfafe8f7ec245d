import NIOConcurrencyHelpers
import TestSupport

@testable import QuerySimulator

/// The simulator's results on a loopback port, where a test decides how each page is answered.
struct ResultServer {
  /// How one request is answered.
  enum Answer: Sendable {
    /// By the simulator; of its ways to answer, those that are made of bytes alone.
    case simulated(SimulatedAnswer = .normal)
    /// With status 200 and this JSON.
    case body(String)
    /// With status 200 and these bytes.
    case bytes([UInt8])
  }

  /// Decides on an answer from the first row asked for, where rows are asked for by number, and how
  /// often the same was asked, from 1.
  typealias Script = @Sendable (_ row: Int, _ attempt: Int) -> Answer

  static let supermetrics = "supermetrics:query/long_result"
  static let targets = [
    supermetrics, "polytomic:query/10000000-0000-4000-8000-000000000000",
    "toolkit:job/job_long_result",
  ]

  let scenario: Scenario
  private let router: SimulatorRouter
  private let server: LoopbackServer

  /// - Parameters:
  ///   - rows: of each long result.
  ///   - elapsed: the moment of the story at which time stands still.
  init(
    queries: Int = 2, rows: Int = 1500, at elapsed: Duration = .seconds(60),
    results: SimulatedResults = SimulatedResults(pageRows: 400),
    _ script: @escaping Script = { _, _ in .simulated() }
  ) throws {
    scenario = Scenario(ScenarioOptions(queries: queries, duration: .seconds(120), rows: rows))
    router = SimulatorRouter(scenario: scenario)
    let attempts = NIOLockedValueBox<[String: Int]>([:])
    server = try LoopbackServer { [router] text in
      let request = Self.request(text)
      let attempt = attempts.withLockedValue { attempts in
        attempts[request.query, default: 0] += 1
        return attempts[request.query, default: 0]
      }
      switch script(Self.firstRow(request.query), attempt) {
      case .simulated(let answer):
        let response = router.respond(to: request, at: elapsed, as: answer, results: results)
        return response.head(datedAt: router.origin) + response.body
      case .body(let body):
        let response = SimulatorResponse(status: 200, headers: [], body: Array(body.utf8))
        return response.head(datedAt: router.origin) + response.body
      case .bytes(let bytes):
        let response = SimulatorResponse(status: 200, headers: [], body: bytes)
        return response.head(datedAt: router.origin) + response.body
      }
    }
  }

  func stop() { server.stop() }

  /// What a client's environment holds to be led here.
  var environment: [String: String] {
    let host = "http://127.0.0.1:\(server.port)"
    return [
      "SUPERMETRICS_API_KEY": "demo-key", "POLYTOMIC_API_KEY": "demo-key",
      "TOOLKIT_API_KEY": "demo-key",
      "SUPERMETRICS_BASE_URL": host + SimulatorRouter.pathPrefix,
      "POLYTOMIC_BASE_URL": host + SimulatorRouter.polytomicPrefix,
      "TOOLKIT_BASE_URL": host + SimulatorRouter.toolkitPrefix,
    ]
  }

  /// The rows of a long result as objects, what is missing left out.
  func rows(of target: String) throws -> [JSONValue] {
    let provider = SimulatedProvider.allCases.first { target.hasPrefix($0.rawValue) }
    guard let provider, let task = router.tasks.task(LongResult.id(at: provider), at: provider)
    else { return [] }
    let count = task.rows ?? 0
    var json = JSONBytes(reserving: count * 400)
    json.raw("[")
    router.rows(of: task, count: count).write(0..<count, as: .objects, to: &json)
    json.raw("]")
    return try JSONValue(json.bytes).elements
  }

  /// An answer of Supermetrics with rows as JSON, the header row among them.
  static func body(_ data: String, total: Int) -> Answer {
    .body(
      #"{"meta":{"status_code":"SUCCESS","result":{"total_rows":\#(total)}},"data":\#(data)}"#)
  }

  private static func firstRow(_ query: String) -> Int {
    let mark = "offset_start="
    let field = query.split(separator: "&").first { $0.hasPrefix(mark) }
    return field.flatMap { Int($0.dropFirst(mark.count)) } ?? 0
  }

  private static func request(_ text: String) -> SimulatorRequest {
    let lines = text.split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    let parts = (words.count > 1 ? words[1] : "/").split(separator: "?", maxSplits: 1)
    func header(_ name: String) -> String? {
      lines.first { $0.lowercased().hasPrefix(name + ": ") }.map {
        String($0.dropFirst(name.count + 2))
      }
    }
    return SimulatorRequest(
      path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
      authorization: header("authorization"), apiKey: header("x-api-key"))
  }
}
