import FoundationEssentials
import QueryCore
import QueryHTTP
import QueryProviders
import ResultTables
import TestSupport
import Testing

struct PolytomicResultsTests {
  private static let path = "/api/queries/248df4b7-aa70-47b8-a036-33ac447e668d"

  /// An answer with one row and a link.
  private func page(next: String?, count: Int = 1) -> ScriptedTransport.Answer {
    let link = next.map { "\"\(Self.escaped($0))\"" } ?? "null"
    let body =
      #"{"data":{"status":"done","count":\#(count),"expires":"2026-10-03T13:00:00Z","#
      + #""fields":["a"],"results":[{"a":1}]},"links":{"next":\#(link)}}"#
    return .success(HTTPResponse(status: 200, body: Array(body.utf8)))
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      guard scalar.value < 0x20 || "\"\\".unicodeScalars.contains(scalar) else {
        return "\(scalar)"
      }
      return "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    }.joined()
  }

  private func results(
    _ answers: [String: ScriptedTransport.Answer]
  ) throws -> (results: any ResultSource, transport: ScriptedTransport) {
    let transport = ScriptedTransport(answers.mapValues { [$0] })
    let source = try ProviderCase.named("polytomic", .query).source(transport)
    let target = try Target(parsing: "polytomic:query/248df4b7-aa70-47b8-a036-33ac447e668d")
    return (try #require(source.results(of: target)), transport)
  }

  private func isUnreadable(_ problem: PollProblem?) -> Bool {
    if case .unreadable = problem { true } else { false }
  }

  @Test func `a link is followed byte for byte`() async throws {
    let link = Self.path + "?page=MQ%3D%3D"
    let (results, transport) = try results([Self.path: page(next: link), link: page(next: nil)])
    let next = try await results.page(.link(nil)).next
    #expect(next == link)
    _ = try await results.page(.link(next))
    #expect(transport.requests.last?.url == "https://api.example.com" + link)
    #expect(transport.requests.last?.authentication != nil)
  }

  @Test(arguments: HostileLocations.all.filter { !$0.isEmpty })
  func `a link to anywhere else is not followed, but the rows before it are there`(
    link: String
  ) async throws {
    let (results, transport) = try results([Self.path: page(next: link)])
    let next = try await results.page(.link(nil)).next
    let problem = await #expect(throws: PollProblem.self) { try await results.page(.link(next)) }
    #expect(isUnreadable(problem))
    #expect(transport.requests.count == 1)
  }

  @Test func `a page that links to itself is refused`() async throws {
    let link = Self.path + "?page=1"
    let (results, _) = try results([Self.path: page(next: link)])
    let next = try await results.page(.link(nil)).next
    let problem = await #expect(throws: PollProblem.self) { try await results.page(.link(next)) }
    #expect(isUnreadable(problem))
  }

  @Test func `links that lead back to a page before are refused`() async throws {
    let links = (1...3).map { "\(Self.path)?page=\($0)" }
    let (results, _) = try results([
      Self.path: page(next: links[0]), links[0]: page(next: links[1]),
      links[1]: page(next: links[2]), links[2]: page(next: links[0]),
    ])
    for link in [nil, links[0], links[1]] { _ = try await results.page(.link(link)) }
    let problem = await #expect(throws: PollProblem.self) {
      try await results.page(.link(links[2]))
    }
    #expect(isUnreadable(problem))
  }

  @Test func `a page may be asked for again`() async throws {
    let link = Self.path + "?page=1"
    let (results, _) = try results([Self.path: page(next: link), link: page(next: nil)])
    for link in [nil, link, nil, link] { _ = try await results.page(.link(link)) }
  }

  @Test func `a count that is only the page's is no total`() async throws {
    let (results, _) = try results([Self.path: page(next: Self.path + "?page=1", count: 1)])
    #expect(try await results.page(.link(nil)).totalRows == nil)
  }

  @Test func `a count beyond the page is the total`() async throws {
    let (results, _) = try results([Self.path: page(next: Self.path + "?page=1", count: 250)])
    #expect(try await results.page(.link(nil)).totalRows == 250)
  }

  @Test func `rows tell when they will be thrown away`() async throws {
    let (results, _) = try results([Self.path: page(next: nil)])
    let expected = Date(timeIntervalSince1970: 1_791_032_400)
    #expect(try await results.page(.link(nil)).expiresAt == expected)
  }

  @Test func `a query whose id is no UUID has no rows`() throws {
    let source = try ProviderCase.named("polytomic", .query).source(ScriptedTransport([:]))
    #expect(source.results(of: try Target(parsing: "polytomic:query/abc")) == nil)
  }
}
