import QueryCore
import Testing

@testable import querytop

@MainActor @Suite("A target on the command line") struct TargetArgumentTests {
  private nonisolated static let uuid = "248df4b7-aa70-47b8-a036-33ac447e668d"

  private func parse(
    _ text: String, yaml: String = "", environment: [String: String] = [:]
  ) throws -> String {
    let configuration = try ConfigurationFile(path: "/c").parse(yaml.utf8)
    return try TargetArgument(configuration: configuration, environment: environment)
      .parse(text).description
  }

  @Test(arguments: [
    ("https://app.polytomic.com/api/queries/\(uuid)", "polytomic:query/\(uuid)"),
    ("https://app.polytomic.com/api/queries/\(uuid)/?page=MQ%3D%3D", "polytomic:query/\(uuid)"),
    ("https://analytics.toolkitapi.io/v1/jobs/job_abc001", "toolkit:job/job_abc001"),
    ("https://analytics.toolkitapi.io/v1/jobs/a-b#x", "toolkit:job/a-b"),
    (
      "https://api.supermetrics.com/enterprise/v2/query/batch/qrb_3f/status",
      "supermetrics:batch/qrb_3f"
    ),
  ])
  func `may be a status URL of any provider`(text: String, target: String) throws {
    #expect(try parse(text) == target)
  }

  @Test(arguments: [
    ("/api/queries/\(uuid)", "eu:query/\(uuid)"),
    ("https://eu.example.com/x/api/queries/\(uuid)", "eu:query/\(uuid)"),
    ("https://eu.example.com:8443/api/queries/\(uuid)", "polytomic:query/\(uuid)"),
    ("https://tools.example.com/v1/jobs/a", "tools:job/a"),
    ("https://moved.example.com/v1/jobs/a", "toolkit:job/a"),
  ])
  func `is asked at the configured source of its origin`(text: String, target: String) throws {
    let yaml = """
      sources:
        eu: {provider: polytomic, base_url: "https://eu.example.com/x"}
        tools: {provider: toolkit, base_url: "https://tools.example.com"}
        toolkit: {}
      """
    let environment = ["TOOLKIT_BASE_URL": "https://moved.example.com"]
    #expect(try parse(text, yaml: yaml, environment: environment) == target)
  }

  @Test(arguments: [
    " toolkit:job/a", "toolkit:job/a\r\n", "\ttoolkit:job/a\u{A0}", "'toolkit:job/a'",
    " https://analytics.toolkitapi.io/v1/jobs/a\r",
  ])
  func `may have blanks, line ends and quotes around it, as pasted`(text: String) throws {
    #expect(try parse(text) == "toolkit:job/a")
  }

  @Test func `that two sources may mean has to be written out`() {
    let yaml = "sources: {a: {provider: toolkit}, b: {provider: toolkit}}"
    #expect(throws: TargetError.ambiguous(sources: ["a", "b"])) {
      try parse("https://analytics.toolkitapi.io/v1/jobs/x", yaml: yaml)
    }
  }

  @Test(arguments: [
    "https://analytics.toolkitapi.io/v1/jobs/x?api_key=SECRET",
    "https://SECRET@app.polytomic.com/api/queries/\(uuid)",
    #"https://x/query/status?json={"api_key":"SECRET","schedule_id":"x1"}"#,
    "https://example.com/?token=SECRET",
  ])
  func `with a key in it is refused without repeating it`(text: String) async throws {
    let (output, error, status) = try await Program.run(["status", text])
    #expect(status == 64 && error.contains("holds a key"))
    #expect(!(output + error).contains("SECRET"))
  }

  @Test(arguments: [
    "https://app.polytomic.com/api/queries/abc", "https://app.polytomic.com/api/queries",
    "https://analytics.toolkitapi.io/v1/jobs/a%2Fb", "https://analytics.toolkitapi.io/v1/jobs/",
    "https://example.com/", "://", "ftp://analytics.toolkitapi.io/v1/jobs/a",
  ])
  func `that is no status URL is refused`(text: String) {
    #expect(throws: TargetError.self) { try parse(text) }
  }
}
