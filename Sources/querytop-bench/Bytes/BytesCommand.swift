import ArgumentParser
import QueryCore

/// Counts what the program writes to its terminal for a key and for an answer.
struct BytesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bytes",
    abstract:
      "Counts the bytes of a frame: a line down in lists and in the grid, an answer a second.",
    discussion: """
      Everything stays on this machine: what is watched is simulated on the loopback. Exits 1 when a bound \
      is missed.
      """)

  @Option(help: "The querytop to measure; by default the one beside this program.")
  var program: String?

  @Option(help: "How many seconds a live batch is watched, 1 to 600.")
  var seconds = 20

  /// Terminals and themes; the themes have all their colours in the palette of 256.
  private static let screens = [
    ("xterm-256color", "dark"), ("xterm-256color", "light"), ("tmux-256color", "dark"),
    ("xterm-direct", "dark"),
  ]

  func validate() throws {
    guard (1...600).contains(seconds) else { throw ValidationError("--seconds takes 1 to 600") }
  }

  func run() throws {
    Interruption.hold()
    let program = try ChildProcess.querytop(program)
    var table = VerdictTable(
      title:
        "bytes written, medians of keys and means of seconds; lists on 80×24, the grid on 120×40; \(ProcFile.load)",
      peer: "")
    table.findings = try keys(program) + live(program) + idle(program)
    try table.conclude()
  }

  private func keys(_ program: String) throws -> [Finding] {
    let server = try StoryServer(program, queries: 800, seconds: 2, rows: 1_000)
    defer { server.end() }
    var findings: [Finding] = []
    for (term, theme) in Self.screens {
      let figures = try KeyBytes(of: program, server: server, term: term, theme: theme)
      let screen = "\(term), \(theme)"
      findings += [
        Finding("a line down in queries, \(screen)", figures.line, "bytes", bound: .atMost(300)),
        Finding("  where the list scrolls", figures.scrolledLine, "bytes", bound: .atMost(300)),
        Finding(
          "  in 40 targets, where they scroll", figures.targetsLine, "bytes", bound: .atMost(300)),
        Finding("  in the grid, where it scrolls", figures.gridLine, "bytes", bound: .atMost(450)),
      ]
    }
    return findings
  }

  private func live(_ program: String) throws -> [Finding] {
    try [(80, 24, 400.0), (200, 50, 900)].flatMap { columns, rows, bound in
      let server = try StoryServer(program, queries: 800, seconds: max(120, seconds * 2 + 60))
      defer { server.end() }
      let run = try TerminalRun(
        program, ["watch", "--every", "1", server.target], environment: server.environment,
        columns: UInt16(columns), rows: UInt16(rows))
      defer { run.end() }
      try run.read(for: .seconds(4))
      var each: [Double] = []
      for _ in 0..<seconds {
        let before = run.meter.bytes
        try run.read(for: .seconds(1))
        each.append(Double(run.meter.bytes - before))
      }
      return [
        Finding(
          "800 queries moving, \(columns)×\(rows)", each.reduce(0, +) / Double(max(1, each.count)),
          "bytes/s", bound: .atMost(bound)),
        Finding("  its most", each.max(), "bytes/s"),
      ]
    }
  }

  /// A hundred targets that wait, of which nothing changes but how old the answers are.
  private func idle(_ program: String) throws -> [Finding] {
    let server = try StoryServer(program, queries: 800, seconds: 86_400)
    defer { server.end() }
    let run = try TerminalRun(
      program, ["watch"] + server.queries(600..<700), environment: server.environment)
    defer { run.end() }
    try run.read(for: .seconds(20))
    let figures = try LiveFigures(of: run, for: .seconds(seconds))
    return [
      Finding("100 targets waiting, 120×40", figures.bytes, "bytes/s", bound: .atMost(60)),
      Finding("  processor time", figures.processor, "%", bound: .atMost(0.5)),
    ]
  }
}
