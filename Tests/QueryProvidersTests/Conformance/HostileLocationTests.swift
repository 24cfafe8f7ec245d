import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

struct HostileLocationTests {
  @Test(arguments: HostileLocations.all)
  func `no redirect is followed, wherever it leads`(location: String) async throws {
    for provider in ProviderCase.all {
      let response = HTTPResponse(status: 302, headers: ["Location": location], body: [])
      let transport = ScriptedTransport(["": [.success(response)]])
      let outcome = try await provider.source(transport).poll(
        try provider.target, previous: nil)
      guard case .redirected = outcome.problem else {
        Issue.record("\(provider): \(outcome)")
        continue
      }
      #expect(transport.requests.count == 1)
    }
  }

  @Test(arguments: ["a/b", "a?b", "a#b", "a%2f", "..", "a b", "é", "", "a\r\nb", "a@b", "a:b"])
  func `an id that could change a URL is no id`(id: String) {
    for kind in Provider.kinds {
      #expect(throws: TargetError.self) { try Target(source: "s", kind: kind, id: id) }
    }
  }
}
