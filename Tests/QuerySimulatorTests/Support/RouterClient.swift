import QuerySimulator

/// A router over a story, and short ways to ask it.
struct RouterClient {
  let scenario: Scenario
  let router: SimulatorRouter

  init(_ options: ScenarioOptions = ScenarioOptions(), hourlyLimit: Int = 5000) {
    scenario = Scenario(options)
    router = SimulatorRouter(scenario: scenario, hourlyLimit: hourlyLimit)
  }

  var batchPath: String { "\(SimulatorRouter.pathPrefix)/query/batch/\(scenario.batchID)/status" }
  static let queryPath = "\(SimulatorRouter.pathPrefix)/query/status"

  func batch(
    _ query: String = "", at elapsed: Duration = .seconds(60), key: String? = "Bearer demo-key"
  ) -> SimulatorResponse {
    router.respond(
      to: SimulatorRequest(
        path: batchPath, query: query, authorization: key, host: "127.0.0.1:8080"), at: elapsed)
  }

  func query(
    _ query: String, at elapsed: Duration = .seconds(60), key: String? = "Bearer demo-key"
  ) -> SimulatorResponse {
    router.respond(
      to: SimulatorRequest(path: Self.queryPath, query: query, authorization: key), at: elapsed)
  }

  /// The id of the first query in a state at a moment.
  func first(_ state: SimulatedState, at elapsed: Duration = .seconds(60)) -> String? {
    scenario.queries(in: 0..<Int.max, at: elapsed).first { $0.state == state }?.scheduleID
  }

  /// The JSON as the value of a `json` parameter.
  static func escaped(_ json: String) -> String {
    json.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
    }.joined()
  }
}
