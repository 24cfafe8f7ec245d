import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

/// What the provider has been seen to send beside its contract.
struct SupermetricsOddCaseTests {
  private func poll(
    _ status: Int, _ bodies: String..., target: String = "supermetrics:query/abc"
  ) async throws -> [PollOutcome] {
    let answers = bodies.map { body in
      ScriptedTransport.Answer.success(HTTPResponse(status: status, body: Array(body.utf8)))
    }
    let source = SupermetricsSource(
      base: try BaseURL(parsing: "https://api.example.com"), credential: try Credential("k"),
      transport: ScriptedTransport(["": answers]))
    let target = try Target(parsing: target)
    var outcomes: [PollOutcome] = []
    for _ in bodies { outcomes.append(try await source.poll(target, previous: nil)) }
    return outcomes
  }

  private func state(_ outcome: PollOutcome) throws -> QueryState {
    try outcome.result.get().state
  }

  @Test func `a 200 with a code and no status may be the query's end`() async throws {
    let outcomes = try await poll(
      200, #"{"meta":{},"error":{"code":"QUERY_TIMEOUT","message":"m"}}"#,
      #"{"error":"QUERY_TIMEOUT"}"#)
    for outcome in outcomes {
      #expect(outcome.problem?.claimedEnd == .failed)
      #expect(outcome.problem?.failure?.code == "QUERY_TIMEOUT")
    }
  }

  @Test func `a 200 with a status and an error keeps both`() async throws {
    let outcomes = try await poll(
      200, #"{"meta":{"status_code":"RUNNING"},"error":{"code":"PART_FAILED","message":"m"}}"#)
    let answer = try outcomes[0].result.get()
    #expect(answer.state == .running)
    #expect(answer.failure?.code == "PART_FAILED")
  }

  @Test func `a 404 with a bare code is not found`() async throws {
    let outcomes = try await poll(404, #"{"error":"STATUS_NOT_FOUND"}"#)
    #expect(outcomes[0].problem?.failure?.code == "STATUS_NOT_FOUND")
    #expect(outcomes[0].problem?.code == "not_found")
  }

  @Test func `a code counts in any case`() async throws {
    let outcomes = try await poll(500, #"{"error":{"code":"license_access_data_source"}}"#)
    #expect(outcomes[0].problem?.claimedEnd == .failed)
  }

  @Test(arguments: [
    #"{"error":{"code":500,"message":"Internal Server Error"}}"#, #"{"error":"oh no"}"#,
    #"{"code":500,"message":"x"}"#, #"{"message":"Internal Server Error"}"#, "",
  ])
  func `a 500 without a named code says nothing of the query`(body: String) async throws {
    guard case .serverError(status: 500, _) = try await poll(500, body)[0].problem else {
      Issue.record("\(body)")
      return
    }
  }

  @Test func `totals that grow or fall are taken as they are`() async throws {
    let outcomes = try await poll(
      200, #"{"meta":{"status_code":"RUNNING","progress":{"queries_ready":3,"queries_total":4}}}"#,
      #"{"meta":{"status_code":"QUEUED","progress":{"queries_ready":3,"queries_total":9}}}"#,
      #"{"meta":{"status_code":"RUNNING","progress":{"queries_ready":1,"queries_total":2}}}"#)
    let details = try outcomes.map { try $0.result.get().detail.query }
    #expect(details.map { $0?.partsReady } == [3, 3, 1])
    #expect(details.map { $0?.partsTotal } == [4, 9, 2])
  }

  @Test func `a status said twice is unreadable, wherever the second stands`() async throws {
    let twice = [
      #"{"meta":{"status_code":"RUNNING","status_code":"SUCCESS"}}"#,
      #"{"meta":{"status_code":"RUNNING"},"status_code":"SUCCESS"}"#,
    ]
    for body in twice {
      for target in ["supermetrics:query/abc", "supermetrics:batch/abc"] {
        guard case .unreadable = try await poll(200, body, target: target)[0].problem else {
          Issue.record("\(target): \(body)")
          continue
        }
      }
    }
  }
}
