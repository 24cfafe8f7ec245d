import Glibc

/// Bytes written for a line down, medians.
struct KeyBytes {
  /// In the list of queries, while the cursor has not reached its last line.
  let line: Double?
  /// Where the list scrolls.
  let scrolledLine: Double?
  /// In the grid, where it scrolls.
  let gridLine: Double?

  init(of program: String, server: StoryServer, term: String, theme: String) throws {
    let environment = server.environment.merging(["TERM": term, "QUERYTOP_THEME": theme]) { $1 }
    func start(_ target: String, columns: UInt16, rows: UInt16) throws -> TerminalRun {
      let run = try TerminalRun(
        program, ["watch", target], environment: environment, columns: columns, rows: rows)
      guard
        try run.waitForText(target == server.target ? "took" : "succeeded", within: .seconds(30))
      else {
        run.end()
        throw BenchError("\(target) was not seen to end")
      }
      try run.read(for: .seconds(1))
      return run
    }
    let list = try start(server.target, columns: 80, rows: 24)
    defer { list.end() }
    line = try Self.median(of: list, presses: 7)
    for _ in 0..<10 { _ = try list.press("j") }
    try list.read(for: .milliseconds(100))
    scrolledLine = try Self.median(of: list, presses: 30)
    let grid = try start(server.longResult, columns: 120, rows: 40)
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
