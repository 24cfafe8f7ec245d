import QuerySimulator
import TestSupport
import Testing

/// What has no rows: 3, one sentence, and nothing on the disk.
struct ExportRefusalTests {
  private func refusal(
    of target: String, _ environment: [String: String] = [:], from server: ResultServer
  ) async throws -> String {
    let visit = try ExportVisit(server)
    defer { visit.end() }
    let end = try await visit.end(
      of: [target, "--to", "FILE/rows.csv"], environment: environment)
    #expect(end.status == 3 && end.output.isEmpty)
    #expect(end.error.hasSuffix("\n") && end.error.count(where: \.isNewline) == 1)
    #expect(try visit.names() == [])
    return end.error
  }

  @Test(arguments: [
    (SimulatedState.failure, "only what succeeded has rows"),
    (.running, "rows come when the query has succeeded"),
    (.queued, "rows come when the query has succeeded"),
  ])
  func `a query that has not succeeded says so`(state: SimulatedState, words: String) async throws {
    let server = try ResultServer(queries: 200)
    let query = server.scenario.queries(in: 0..<200, at: .seconds(60)).first { $0.state == state }
    let id = try #require(query?.scheduleID)
    let sentence = try await refusal(of: "supermetrics:query/\(id)", from: server)
    #expect(sentence.contains(id) && sentence.contains(words), "\(sentence)")
  }

  @Test(arguments: [
    ("supermetrics:query/none", "it has expired"),
    ("polytomic:query/20000000-0000-4000-8000-0000000000ff", "expired"),
    ("toolkit:job/job_none", "check the id"),
  ])
  func `what the provider does not know is said to be unknown or gone`(
    target: String, words: String
  ) async throws {
    let sentence = try await refusal(of: target, from: try ResultServer())
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test(arguments: zip(ResultServer.targets, ["has expired", "expired", "not available"]))
  func `a result that was thrown away says so`(target: String, words: String) async throws {
    let server = try ResultServer(results: SimulatedResults(areExpired: true))
    let sentence = try await refusal(of: target, from: server)
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test func `a wrong key is said to be refused`() async throws {
    let sentence = try await refusal(
      of: ResultServer.supermetrics, ["SUPERMETRICS_API_KEY": "another-key"],
      from: try ResultServer())
    #expect(sentence.contains("SUPERMETRICS_API_KEY"), "\(sentence)")
  }
}
