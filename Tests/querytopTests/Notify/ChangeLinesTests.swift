import Foundation
import QueryCore
import TestSupport
import Testing

@testable import querytop

struct ChangeLinesTests {
  private static let start = Date(timeIntervalSince1970: 1_790_000_000)

  private func target(_ id: String, _ state: QueryState) -> TargetSnapshot {
    var known = TargetSnapshot(target: sampleTarget("prod:job/\(id)"), state: state)
    known.observedAt = Self.start
    return known
  }

  @Test func `a line has the clock, the target and what changed, and an end is one line`() {
    var lines = ChangeLines(start: Self.start)
    var detector = EventDetector()
    func look(_ targets: [TargetSnapshot], _ seconds: Double) -> [String] {
      let now = Self.start.addingTimeInterval(seconds)
      return lines.lines(targets, detector.events(targets, at: now), at: now, offset: 7200)
    }
    #expect(
      look([target("a", .waiting), target("b", .running)], 0) == [
        "16:13:20  prod:job/a  waiting", "16:13:20  prod:job/b  running",
      ])
    #expect(
      look([target("a", .running), target("b", .running)], 1) == ["16:13:21  prod:job/a  running"])
    #expect(
      look([target("a", .running), target("b", .failed)], 2) == ["16:13:22  prod:job/b failed"])
    #expect(look([target("a", .running), target("b", .failed)], 3) == [])
  }

  @Test func `as JSON there are events alone`() {
    var lines = ChangeLines(.json, start: Self.start)
    var detector = EventDetector()
    let now = Self.start
    #expect(
      lines.lines(
        [target("a", .running)], detector.events([target("a", .running)], at: now), at: now,
        offset: 0) == [])
    let told = lines.lines(
      [target("a", .succeeded)], detector.events([target("a", .succeeded)], at: now), at: now,
      offset: 0)
    #expect(told.count == 1)
    #expect(
      told.first?.hasPrefix(
        #"{"schema":"querytop.event/1","sequence":1,"event":"ended","target":"prod:job/a","#)
        == true)
  }

  @Test func `a watch in lines ends by itself with the table, the verdict and a reading's status`()
    async throws
  {
    try await LiveSimulator.serving(queries: 40, duration: 2) { simulator in
      let (output, error, status) = try await Program.run(
        ["watch", "--lines", "--every", "1", simulator.target], environment: simulator.environment)
      #expect([0, 1].contains(status) && error.isEmpty, "\(error)")
      let lines = output.split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("TARGET") })
      #expect(lines[0].dropFirst(10).hasPrefix(simulator.target), "\(output)")
      #expect(!(output + error).utf8.contains(0x1B) && !output.utf8.contains(0x0D))
    }
  }

  @Test func `a watch in lines whose reader has enough ends in silence, by the pipe's signal`()
    async throws
  {
    try await LiveSimulator.serving(queries: 200, duration: 40) { simulator in
      let watch = "'\(try Program.path)' watch --lines --every 1 \(simulator.target)"
      let (output, error, _) = try await Program.shell(
        "{ \(watch); echo $? >&2; } | head -n 1", environment: simulator.environment)
      #expect(error == "141\n" && output.contains(simulator.target), "\(output) \(error)")
    }
  }

  @Test func `the hook hears of the end before a watch in lines is over, and bells are no lines`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let (out, file) = (folder.root + "/out", folder.root + "/config.yaml")
    try """
    notify: {bell: true, desktop: osc9, hook: [sh, -c, 'cat >>"$1"; env >>"$1"', hook, \(out)]}
    """.write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try await LiveSimulator.serving(queries: 40, duration: 3, beginsWhenAsked: true) {
      simulator in
      let (output, _, _) = try await Program.run(
        ["watch", "--lines", "--format", "json", "--every", "1", simulator.target],
        environment: simulator.environment.merging(["QUERYTOP_CONFIG": file]) { $1 })
      let lines = output.split(separator: "\n")
      #expect(lines.allSatisfy { $0.hasPrefix("{\"schema\":\"querytop.") })
      #expect(lines.last?.hasPrefix("{\"schema\":\"querytop.status/1\"") == true)
      #expect(!output.utf8.contains(0x1B) && !output.utf8.contains(0x07))
      let heard = try String(contentsOfFile: out, encoding: .utf8)
      #expect(heard.contains("\"ended\":true"))
      #expect(!heard.contains("API_KEY") && !heard.contains("BASE_URL"))
    }
  }

  @Test func `an interrupt ends lines with 130, and a format without lines is wrong usage`()
    async throws
  {
    let program = try Program.path
    let (output, _, _) = try await Program.shell(
      "timeout --preserve-status -s INT 3 '\(program)' demo --lines --queries 50 --duration 7200; echo status=$?"
    )

    #expect(output.hasSuffix("status=130\n"))
    #expect(try await Program.run(["demo", "--format", "json"]).status == 64)
  }
}
