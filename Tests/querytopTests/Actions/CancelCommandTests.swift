import QueryCore
import QuerySimulator
import TestSupport
import Testing

@testable import querytop

/// `querytop cancel` against the simulator, by real HTTP.
@Suite("querytop cancel") struct CancelCommandTests {
  private func cancel(
    _ simulator: LiveSimulator, _ words: String...
  ) async throws -> Child.End {
    try await Program.end(["cancel", simulator.target] + words, environment: simulator.environment)
  }

  /// The row of the target; the verdict may stand below it.
  private func word(_ simulator: LiveSimulator) async throws -> String {
    let end = try await Program.run(
      ["status", simulator.target], environment: simulator.environment)
    return end.output.split(separator: "\n").dropFirst().first.map(String.init) ?? ""
  }

  @Test func `says what it means, and sends nothing where nobody can confirm it`() async throws {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      let end = try await cancel(simulator)
      #expect(end.status == 0 && end.output.isEmpty, "\(end)")
      #expect(end.error.contains("never start") && end.error.contains("no longer awaited"))
      #expect(end.error.hasSuffix("--yes cancels it\nnothing was sent\n"))
      #expect(simulator.server.received.isEmpty)
    }
  }

  @Test func `cancels with yes, once`() async throws {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      let end = try await cancel(simulator, "--yes")
      #expect(end.status == 0 && end.error.contains("is cancelled"), "\(end)")
      #expect(simulator.server.received.count == 1)
      let word = try await word(simulator)
      #expect(word.contains("stopped") || word.contains("failed"), "\(word)")
      let second = try await cancel(simulator, "--yes")
      #expect(second.status == 0 && second.error.contains("has ended already"), "\(second)")
      #expect(simulator.server.received.count == 1)
    }
  }

  @Test func `looks how the batch stands where the answer was lost`() async throws {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      simulator.controls.actionAnswer = .lost
      let end = try await cancel(simulator, "--yes")
      #expect(end.status == 0 && simulator.server.received.count == 1, "\(end)")
    }
  }

  @Test func `asks once more where the batch still runs, and then says so`() async throws {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      simulator.controls.actionAnswer = .drop
      let end = try await cancel(simulator, "--yes")
      #expect(end.status == 3 && end.error.contains("may be cancelled"), "\(end)")
    }
  }

  @Test(arguments: [401, 404, 422, 500]) func `shows a refusal whole`(status: Int) async throws {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      simulator.controls.actionAnswer = .problem(status)
      let end = try await cancel(simulator, "--yes")
      #expect(end.status == 3 && end.error.contains("the answer (HTTP \(status))"), "\(end)")
      #expect(end.error.contains("looked at, and nothing was done"))
      #expect(simulator.server.received.count == 1)
    }
  }

  @Test func `sends nothing where it is to read alone`() async throws {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      let end = try await cancel(simulator, "--yes", "--read-only")
      #expect(end.status == 78 && simulator.server.received.isEmpty, "\(end)")
    }
  }

  @Test(arguments: [true, false])
  func `is confirmed at a terminal by the last four characters of the id`(isRight: Bool)
    async throws
  {
    try await LiveSimulator.serving(duration: 7200) { simulator in
      try await TerminalDriver.with(columns: 160, environment: simulator.environment) { terminal in
        let path = try Program.path
        try await terminal.run(line: "\(path) cancel \(simulator.target); echo ended=$?")
        try await terminal.waitFor("Type the last four characters")
        #expect(simulator.server.received.isEmpty)
        try await terminal.run(line: isRight ? String(simulator.target.suffix(4)) : "yes")
        try await terminal.waitFor("ended=0")
        #expect(simulator.server.received.count == (isRight ? 1 : 0))
      }
    }
  }
}
