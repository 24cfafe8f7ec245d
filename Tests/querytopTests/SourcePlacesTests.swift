import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

@testable import querytop

/// Where the sentences about a source send a person to look for its key and its address.
@MainActor @Suite("A sentence about a source") struct SourcePlacesTests {
  /// What is said when a server answers the one target of a configuration.
  private func sentence(
    _ response: HTTPResponse, yaml: String, environment: [String: String], about target: String
  ) async throws -> String {
    let transport = ScriptedTransport(["": [.success(response)]])
    let settings = try await SourceSettings(
      configuration: try ConfigurationFile(path: "/c/config.yaml").parse(yaml.utf8),
      environment: environment, network: Network(transport: transport))
    let known = await OnePoll(sources: settings.sources).ask([try Target(parsing: target)])
    return try #require(known.first?.problemSentence(now: Date(), isAskedAgain: false))
  }

  private static let prod = """
    sources:
      prod: {provider: supermetrics, base_url: "https://eu.example.com/v2"}
    """
  private static let keys = ["SUPERMETRICS_API_KEY": "api_places_1", "MY_KEY": "api_places_2"]

  @Test func `names the variable that a configured source has its key from`() async throws {
    let text = try await sentence(
      HTTPResponse(status: 401), yaml: Self.prod, environment: Self.keys, about: "prod:query/q")
    #expect(text == "prod refused the key: check SUPERMETRICS_API_KEY and try again")
  }

  @Test func `names the variable that the configuration names`() async throws {
    let yaml = "sources: {supermetrics: {provider: supermetrics, credential: {env: MY_KEY}}}"
    let text = try await sentence(
      HTTPResponse(status: 401), yaml: yaml, environment: Self.keys, about: "supermetrics:query/q")
    #expect(text == "supermetrics refused the key: check MY_KEY and try again")
  }

  @Test func `names the configuration where the address is from there`() async throws {
    let text = try await sentence(
      HTTPResponse(status: 302), yaml: Self.prod, environment: Self.keys, about: "prod:query/q")
    #expect(text.hasSuffix("check the base_url of prod in config.yaml"))
  }

  @Test func `names the variable of the address elsewhere`() async throws {
    let text = try await sentence(
      HTTPResponse(status: 302), yaml: "", environment: Self.keys, about: "supermetrics:query/q")
    #expect(text.hasSuffix("check SUPERMETRICS_BASE_URL"))
  }
}
