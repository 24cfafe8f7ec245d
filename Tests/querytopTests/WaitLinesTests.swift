import Foundation
import QueryCore
import Testing

@testable import querytop

/// The plain lines of `wait`, by a clock that a test turns.
struct WaitLinesTests {
  private static let start = Date(timeIntervalSince1970: 1_790_000_000)

  private func at(_ seconds: Double) -> Date { Self.start.addingTimeInterval(seconds) }

  private func target(
    _ id: String = "b", _ state: QueryState = .running, failed: Int? = nil,
    _ problem: PollProblem? = nil
  ) throws -> TargetSnapshot {
    var known = TargetSnapshot(
      target: try Target(source: "prod", kind: .batch, id: id), state: state)
    known.observedAt = Self.start
    known.problem = problem
    if let failed {
      known.detail = .batch(
        BatchDetail(
          progress: BatchProgress(
            queued: 10 - failed, running: 0, succeeded: 0, failed: failed), queries: []))
    }
    return known
  }

  private func lines(counters: Bool = false) -> WaitLines {
    WaitLines(hasCounters: counters, start: Self.start)
  }

  @Test func `each change of state is a line, and a state that stays is none`() throws {
    var lines = lines()
    #expect(lines.lines([try target("b", .waiting)], at: at(0)) == ["prod:batch/b  waiting"])
    #expect(lines.lines([try target("b", .waiting)], at: at(2)) == [])
    #expect(lines.lines([try target("b", .running)], at: at(4)) == ["prod:batch/b  running"])
    #expect(
      lines.lines([try target("b", .failed), try target("c", .running)], at: at(6)) == [
        "prod:batch/b  failed", "prod:batch/c  running",
      ])
  }

  @Test(arguments: [
    (80, "prod:batch/qrb_0123456789abcdef  30.0 %  3 failed  running"),
    (50, "prod:batch/…56789abcdef  30.0 %  3 failed  running"),
    (20, "prod:b…bcdef  30.0 %  3 failed  running"),
  ])
  func `where there is little room the name gives way, not what has become of it`(
    columns: Int, words: String
  ) throws {
    let target = try target("qrb_0123456789abcdef", failed: 3)
    #expect(TargetWords.of([target], now: at(0), within: columns) == words)
  }

  @Test func `with counters the verdict on a batch that has failed is one line at its end`() throws
  {
    for hasCounters in [true, false] {
      var lines = lines(counters: hasCounters)
      var batch = try target("b", .running, failed: 10)
      batch.detail = .batch(
        BatchDetail(
          progress: BatchProgress(queued: 0, running: 0, succeeded: 0, failed: 10),
          queries: BatchRows(
            (0..<10).map { number in
              BatchQuery(
                id: "q\(number)", state: .failed,
                failure: QueryFailure(code: "LICENSE_EXPIRED", message: "expired"))
            })))
      #expect(lines.lines([batch], at: at(0)).count == 1)
      batch.state = .failed
      let told = lines.lines([batch], at: at(2))
      #expect(told.contains { $0.contains("LICENSE_EXPIRED") } == hasCounters, "\(told)")
      #expect(lines.lines([batch], at: at(4)).isEmpty)
    }
  }

  @Test func `a minute without news is told of, once, for all targets`() throws {
    var lines = lines()
    let targets = [try target("b", .succeeded), try target("c")]
    _ = lines.lines(targets, at: at(0))
    var told: [(Int, String)] = []
    for second in 1...600 {
      told += lines.lines(targets, at: at(Double(second))).map { (second, $0) }
    }
    #expect(told.map(\.0) == Array(stride(from: 60, through: 600, by: 60)))
    #expect(told.first?.1 == "waiting for 1m00s: 1 of 2 ended")
  }

  @Test func `before the first answer the minutes are told too`() throws {
    var lines = lines()
    var asked = TargetSnapshot(target: try Target(source: "prod", kind: .job, id: "j"))
    #expect(lines.lines([asked], at: at(59)) == [])
    #expect(lines.lines([asked], at: at(60)) == ["waiting for 1m00s: prod:job/j  asking"])
    asked.problem = .timedOut
    #expect(lines.lines([asked], at: at(61)).count == 1)
  }

  @Test func `a server that comes and goes is told of once a minute`() throws {
    var lines = lines()
    var count = 0
    for second in 0..<120 {
      let problem: PollProblem? = second % 4 < 2 ? nil : .timedOut
      count += lines.lines([try target(problem)], at: at(Double(second))).count
    }
    // The first answer; then trouble and its end, twice.
    #expect(count == 5)
  }

  private func target(_ problem: PollProblem?) throws -> TargetSnapshot {
    try target("b", .running, failed: nil, problem)
  }

  @Test func `counters are told where they were asked for, once a second at most`() throws {
    var plain = lines()
    var counting = lines(counters: true)
    var counts = (0, 0)
    for tenth in 0..<100 {
      let known = [try target("b", .running, failed: tenth / 10)]
      counts.0 += plain.lines(known, at: at(Double(tenth) / 10)).count
      counts.1 += counting.lines(known, at: at(Double(tenth) / 10)).count
    }
    #expect(counts.0 == 1 && counts.1 == 10)
  }

  @Test func `a wait without a terminal says how things change on standard error`() async throws {
    try await LiveSimulator.serving(queries: 20, duration: 1) { simulator in
      let (output, error, _) = try await Program.run(
        ["wait", "--every", "1", "--timeout", "60s", simulator.target],
        environment: simulator.environment)
      let lines = error.split(separator: "\n")
      #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix(simulator.target) }, "\(error)")
      #expect(!error.utf8.contains(0x1B) && !error.utf8.contains(0x0D))
      #expect(output.hasPrefix("TARGET"))
    }
  }

  @Test func `whoever has stopped reading does not hold the wait up`() async throws {
    try await LiveSimulator.serving(queries: 20, duration: 1) { simulator in
      let program = try Program.path
      // A pipe filled to the brim, which nobody reads; then one whose reader has gone.
      for pipe in [
        "{ head -c 65536 /dev/zero >&2; '\(program)' wait --lines \(simulator.target) >out; echo $? >rc; } 2>&1 >&2 | { while [ ! -s rc ]; do sleep 0.1; done; }",
        "{ '\(program)' wait --lines \(simulator.target) >out; echo $? >rc; } 2>&1 | true",
      ] {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let end = try await Program.shell(
          "cd \(folder.root); \(pipe); cat rc", environment: simulator.environment)
        #expect(["0\n", "1\n"].contains(end.output), "\(end)")
      }
    }
  }
}
