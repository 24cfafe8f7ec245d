import QuerySimulator
import Testing

struct RouterSpoiltTests {
  private let client = RouterClient()

  private func answer(_ answer: SimulatedAnswer) -> SimulatorResponse {
    client.router.respond(
      to: SimulatorRequest(path: client.batchPath, authorization: "Bearer demo-key"),
      at: .milliseconds(60_250), as: answer)
  }

  @Test func `a 429 asks for its wait in digits`() {
    #expect(answer(.throttled(seconds: 7, asDate: false)).header("Retry-After") == "7")
  }

  @Test func `a 429 asks for its wait as a date, never too early a second`() {
    let value = answer(.throttled(seconds: 7, asDate: true)).header("Retry-After")
    #expect(value == "Sat, 03 Oct 2026 12:01:08 GMT")
  }

  @Test func `a redirect leads to another origin`() {
    #expect(answer(.redirect).status == 302)
    #expect(answer(.redirect).header("Location")?.hasPrefix("https://elsewhere.example/") == true)
  }

  @Test func `a deep answer opens and never closes`() {
    #expect(answer(.deep).body.count > 100_000)
    #expect(!answer(.deep).body.contains(UInt8(ascii: "]")))
  }

  @Test func `a packed bomb says that it is gzip`() {
    #expect(answer(.gzipBomb).header("Content-Encoding") == "gzip")
    #expect(answer(.gzipBomb).body.prefix(3) == [0x1F, 0x8B, 8])
  }

  @Test func `another client eats its share of the hour`() {
    let router = SimulatorRouter(
      scenario: client.scenario, hourlyLimit: 1000, othersPerHour: 300)
    let left = [0, 1800, 3599].map { second in
      router.respond(
        to: SimulatorRequest(path: client.batchPath, authorization: "Bearer demo-key"),
        at: .seconds(second)
      ).header("X-RateLimit-Remaining")
    }
    #expect(left == ["999", "848", "698"])
  }
}
