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

  init(of program: String, server: StoryServer, rows: Int) throws {
    let run = try TerminalRun(
      program, ["watch", server.longResult], environment: server.environment)
    defer { run.end() }
    guard try run.waitForText("succeeded", within: .seconds(10)) else {
      throw BenchError("\(server.longResult) was not seen to succeed")
    }
    try run.read(for: .seconds(1))
    memoryBefore = try run.child.peakMemory()
    opening = try run.settle(after: "o").map { $0 / .milliseconds(1) }
    for _ in 0..<Self.height { _ = try run.press("j") }
    lines = try KeyFigures(of: run, pressing: ["j"])
    end = try run.settle(after: "G").map { $0 / .milliseconds(1) }
    try Self.wander(run, rows: rows)
    memoryAbove = try run.child.peakMemory() - memoryBefore
  }

  /// Jumps all over the result, scrolls a stretch, then reads all of it for a search and for
  /// statistics.
  private static func wander(_ run: TerminalRun, rows: Int) throws {
    for place in 1...60 { _ = try run.settle(after: "\(place * (rows / 61))G") }
    for _ in 0..<200 {
      _ = try run.press("\u{04}")
      try run.read(for: .milliseconds(5))
    }
    _ = try run.press("/")
    for key in ["no such text", "\r", "A"] { _ = try run.settle(after: key) }
    try run.read(for: .seconds(15))
    for key in ["\u{1B}", "#", "A"] { _ = try run.settle(after: key) }
    try run.read(for: .seconds(15))
  }
}
