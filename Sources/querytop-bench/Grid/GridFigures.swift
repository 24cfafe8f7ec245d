/// What the results grid costs and how it answers.
struct GridFigures {
  /// Milliseconds from `o` to the frame that has the first rows; nil when it never came.
  let opening: Double?
  /// Milliseconds from `G` to the last frame of the last rows.
  let end: Double?
  /// Lines down that scroll the grid.
  let lines: KeyFigures
  /// MiB, at the peak before the rows were opened.
  let memoryBefore: Double
  /// MiB, between that and the peak at the end.
  let memoryAbove: Double

  /// Rows on the screen, and more.
  private static let height = 45

  /// - Parameter isBatch: whether the table of the server's batch is looked at, not the long result.
  init(of program: String, server: StoryServer, rows: Int, isBatch: Bool = false) throws {
    let target = isBatch ? server.target : server.longResult
    let run = try TerminalRun(program, ["watch", target], environment: server.environment)
    defer { run.end() }
    guard try run.waitForText(isBatch ? " · took " : "succeeded", within: .seconds(30)) else {
      throw BenchError("\(target) was not seen to end")
    }
    try run.read(for: .seconds(1))
    memoryBefore = try run.child.peakMemory()
    opening = try run.settle(after: isBatch ? "O" : "o").map { $0 / .milliseconds(1) }
    for _ in 0..<Self.height { _ = try run.press("j") }
    lines = try KeyFigures(of: run, pressing: ["j"])
    end = try run.settle(after: "G").map { $0 / .milliseconds(1) }
    try Self.wander(run, rows: rows, readings: isBatch ? 1 : 2)
    memoryAbove = try run.child.peakMemory() - memoryBefore
  }

  /// Jumps all over the result, scrolls a stretch, then reads all of it for a search and for
  /// statistics, or of a batch, whose pages are more than a quarter of the hour's, for a search alone.
  private static func wander(_ run: TerminalRun, rows: Int, readings: Int) throws {
    for place in 1...60 { _ = try run.settle(after: "\(place * (rows / 61))G") }
    for _ in 0..<200 {
      _ = try run.press("\u{04}")
      try run.read(for: .milliseconds(5))
    }
    _ = try run.press("/")
    for key in ["no such text", "\r", "A"] { _ = try run.settle(after: key) }
    try run.read(for: .seconds(15))
    guard readings > 1 else { return }
    for key in ["\u{1B}", "#", "A"] { _ = try run.settle(after: key) }
    try run.read(for: .seconds(15))
  }
}
