import Glibc

/// Bytes written for a line down, medians.
struct KeyBytes {
  /// In the list of queries, while the cursor has not reached its last line.
  let line: Double?
  /// Where the list scrolls.
  let scrolledLine: Double?
  /// In the grid, where it scrolls.
  let gridLine: Double?
  /// In a list of forty targets, where it scrolls.
  let targetsLine: Double?

  init(of program: String, server: StoryServer, term: String, theme: String) throws {
    let environment = server.environment.merging(["TERM": term, "QUERYTOP_THEME": theme]) { $1 }
    func start(
      _ targets: [String], until text: String, columns: UInt16, rows: UInt16
    ) throws -> TerminalRun {
      let run = try TerminalRun(
        program, ["watch"] + targets, environment: environment, columns: columns, rows: rows)
      guard try run.waitForText(text, within: .seconds(60)) else {
        run.end()
        throw BenchError("\(targets[0]) was not seen to end")
      }
      try run.read(for: .seconds(2))
      return run
    }
    let list = try start([server.target], until: "took", columns: 80, rows: 24)
    defer { list.end() }
    line = try Self.median(of: list, presses: 7)
    for _ in 0..<10 { _ = try list.press("j") }
    try list.read(for: .milliseconds(100))
    scrolledLine = try Self.median(of: list, presses: 30)
    let targets = try start(server.queries(0..<40), until: "Targets", columns: 80, rows: 24)
    defer { targets.end() }
    // Those on the screen have been asked about by then.
    try targets.read(for: .seconds(8))
    for _ in 0..<19 { _ = try targets.press("j") }
    try targets.read(for: .milliseconds(100))
    targetsLine = try Self.median(of: targets, presses: 18)
    let grid = try start([server.longResult], until: "succeeded", columns: 120, rows: 40)
    defer { grid.end() }
    _ = try grid.settle(after: "o")
    for _ in 0..<45 { _ = try grid.press("j") }
    try grid.read(for: .milliseconds(100))
    gridLine = try Self.median(of: grid, presses: 30)
  }

  private static func median(of run: TerminalRun, presses: Int) throws -> Double? {
    try (0..<presses).map { _ in
      let before = run.meter.bytes
      _ = try run.press("j")
      try run.read(for: .milliseconds(20))
      return Double(run.meter.bytes - before)
    }.median
  }
}
