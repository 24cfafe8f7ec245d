import FoundationEssentials
import NIOConcurrencyHelpers
import QuerySimulator
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SimulatorFaultTests {
  private let controls = SimulatorControls()

  /// What the server waited for, instead of waiting.
  private final class Pauses: Sendable {
    let all = NIOLockedValueBox<[Duration]>([])
  }
  private let pauses = Pauses()

  /// Serves one request for the batch's status, spoilt as asked.
  private func exchange(_ answer: SimulatedAnswer, faults: Bool = false) async throws -> String {
    controls.answer = answer
    var options = SimulatorOptions(
      scenario: ScenarioOptions(queries: 20), faults: faults, startedAt: Scenario.usualStart,
      controls: controls, elapsed: { .seconds(60) })
    options.pause = { [pauses] pause in pauses.all.withLockedValue { $0.append(pause) } }
    let server = SimulatorServer(options: options)
    let (ports, ready) = AsyncStream<Int>.makeStream()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { ready.finish() }
        try await server.run { ready.yield($0) }
      }
      var iterator = ports.makeAsyncIterator()
      let socket = try LoopbackSocket(port: try #require(await iterator.next()))
      let id = server.scenario.batchID
      try socket.get("\(SimulatorRouter.pathPrefix)/query/batch/\(id)/status")
      let text = try await socket.readToEnd()
      group.cancelAll()
      try await group.waitForAll()
      return text
    }
  }

  /// The body, and the length its head announces.
  private func parts(_ answer: String) throws -> (length: Int, body: Substring) {
    let end = try #require(answer.firstRange(of: "\r\n\r\n"))
    let line = try #require(
      answer[..<end.lowerBound].split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") })
    return (try #require(Int(line.dropFirst(16))), answer[end.upperBound...])
  }

  @Test func `a truncated answer announces more than it sends`() async throws {
    let (length, body) = try parts(try await exchange(.truncated))
    #expect(body.utf8.count == length / 2)
  }

  @Test func `a slow answer comes whole after many pauses`() async throws {
    let (length, body) = try parts(try await exchange(.slow))
    #expect(body.utf8.count == length)
    #expect(pauses.all.withLockedValue(\.count) >= 7)
  }

  @Test func `a hanging answer comes whole after its wait`() async throws {
    let (length, body) = try parts(try await exchange(.hang(seconds: 4)))
    #expect(body.utf8.count == length)
    #expect(pauses.all.withLockedValue(\.self) == [.seconds(4)])
  }

  @Test(arguments: [(5400, "13:31:00"), (-5400, "10:31:00"), (0, "12:01:00")])
  func `a skewed answer is dated by its own clock`(seconds: Int, time: String) async throws {
    let answer = try await exchange(.skewed(seconds: seconds))
    #expect(answer.contains("\r\nDate: Sat, 03 Oct 2026 \(time) GMT\r\n"))
  }

  @Test func `a wait asked for as a date counts from the answer's own date`() async throws {
    let answer = try await exchange(.throttled(seconds: 5, asDate: true))
    #expect(answer.contains("\r\nDate: Sat, 03 Oct 2026 12:01:00 GMT\r\n"))
    #expect(answer.contains("\r\nRetry-After: Sat, 03 Oct 2026 12:01:05 GMT\r\n"))
  }

  @Test func `an oversized answer is 32 MiB of nothing`() async throws {
    #expect(try await exchange(.oversized).utf8.count > 32 << 20)
  }

  @Test func `a schedule of faults leaves what was asked for by hand alone`() async throws {
    #expect(try await exchange(.status(403), faults: true).hasPrefix("HTTP/1.1 403"))
  }
}
