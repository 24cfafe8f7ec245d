import QueryCore

/// What counting and sorting rows takes in the grid; milliseconds, nil where it never came to an end.
struct SortFigures {
  let countLoaded: Double?
  let sortLoaded: Double?
  /// All rows asked for, written to the private file and sorted.
  let reading: Double?
  /// Sorted anew from the file, the middle of three times.
  let sorting: Double?
  let countAll: Double?
  /// MiB, at the peak before all rows are asked for.
  let memoryBefore: Double
  /// MiB, between that and the peak at the end.
  let memoryAbove: Double

  init(of program: String, server: StoryServer, rows: Int) throws {
    let run = try TerminalRun(
      program, ["watch", server.longResult], environment: server.environment)
    defer { run.end() }
    guard try run.waitForText("succeeded", within: .seconds(30)) else {
      throw BenchError("\(server.longResult) was not seen to end")
    }
    try run.read(for: .seconds(1))
    _ = try run.settle(after: "o")
    // As many pages as the grid keeps.
    for page in 1...12 { _ = try run.settle(after: "\(page * 1_000 - 500)G") }
    _ = try run.settle(after: "lll")
    countLoaded = try run.settle(after: "F").map { $0 / .milliseconds(1) }
    _ = try run.settle(after: "F")
    sortLoaded = try run.settle(after: "s").map { $0 / .milliseconds(1) }
    memoryBefore = try run.child.peakMemory()
    let all = CountText.grouped(rows)
    // Once more, where the first one says what it takes.
    _ = try run.settle(after: rows > 300_000 ? "A" : "")
    reading = try Self.wait(for: "sorted: all \(all) rows", after: "A", run)
    var times: [Double] = []
    for sign in ["▼", "▲", "▼"] {
      guard let time = try Self.wait(for: "Impressions \(sign)", after: "S", run) else { break }
      times.append(time)
    }
    sorting = times.count == 3 ? times.sorted()[1] : nil
    countAll = try Self.wait(for: "of all \(all) rows", after: "F", run)
    memoryAbove = try run.child.peakMemory() - memoryBefore
  }

  /// Presses a key and has the screen drawn anew, again and again, until a text stands on it; two minutes at most.
  private static func wait(for text: String, after key: String, _ run: TerminalRun) throws
    -> Double?
  {
    let clock = ContinuousClock()
    let start = clock.now
    try run.terminal.write(Array(key.utf8))
    while clock.now - start < .seconds(120) {
      run.forgetText()
      try run.terminal.write([0x0C])
      if let readAt = try run.read(for: .milliseconds(20), until: { $0.hasText(text) }) {
        return (readAt - start) / .milliseconds(1)
      }
    }
    return nil
  }
}
