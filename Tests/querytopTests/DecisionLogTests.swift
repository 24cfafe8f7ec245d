import Foundation
import FoundationEssentials
import Logging
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryScheduling
import TestSupport
import Testing

@testable import querytop

@Suite("The log of decisions") struct DecisionLogTests {
  /// The lines that a run of a monitor's core leaves.
  private func lines(_ answers: [Result<PollAnswer, PollProblem>]) throws -> [[String: Any]] {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let file = try LogFile(PathBytes(folder.path("log")), redactor: Redactor())
    let log = DecisionLog(logger: Logger(label: "test") { _ in JSONLinesHandler(file) })
    let start = Date(timeIntervalSince1970: 1_000_000)
    var engine = PollingEngine(
      pace: PollPace(.seconds(1)), random: Randomness(FixedGenerator(0)))
    var core = MonitorCore(
      targets: [try Target(parsing: "s:query/q")],
      sources: ["s": SourceTraits(places: SourcePlaces(configured: "s"))],
      pace: PollPace(.seconds(1)), in: &engine, at: MonitorTime(elapsed: 0, date: start))
    core.isObserved = true
    for (number, answer) in answers.enumerated() {
      let seconds = Double(number) * 600
      let moment = MonitorTime(elapsed: seconds, date: start.addingTimeInterval(seconds))
      guard case .send(let ticket) = core.next(in: &engine, at: moment).step else { continue }
      core.finish(ticket, PollOutcome(answer), in: &engine, at: moment)
      for event in core.takeEvents() { log.write(event) }
    }
    return try String(contentsOfFile: folder.path("log"), encoding: .utf8)
      .split(separator: "\n").compactMap {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
  }

  @Test func `says why a poll was sent and how long its target rests`() throws {
    let polls = try lines([.success(PollAnswer(state: .running)), .failure(.timedOut)])
      .filter { $0["event"] as? String == "poll" }
    #expect(polls[0]["why"] as? String == "never asked before")
    #expect(polls[0]["state"] as? String == "running")
    #expect(polls[1]["problem"] as? String == "timed_out")
    #expect(polls[1]["failures"] as? Int == 1)
    #expect(polls.allSatisfy { $0["rest_s"] != nil && $0["per_hour"] != nil })
  }

  @Test func `says when a source is closed, why, and until when`() throws {
    let failures = Array(repeating: Result<PollAnswer, PollProblem>.failure(.timedOut), count: 5)
    let sources = try lines([.success(PollAnswer(state: .running))] + failures)
      .filter { $0["event"] as? String == "source" }
    #expect((sources.last?["asked"] as? String)?.hasPrefix("one probe at a time") == true)
    #expect(sources.last?["next_s"] != nil)
  }
}
