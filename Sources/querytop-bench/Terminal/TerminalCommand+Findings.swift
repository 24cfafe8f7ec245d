import QueryCore

extension TerminalCommand {
  /// The lines of a live batch.
  static func findings(_ ours: TerminalFigures, _ peer: TerminalFigures?) -> [Finding] {
    func line(
      _ name: String, _ unit: String, bound: Bound? = nil, _ value: (TerminalFigures) -> Double?
    ) -> Finding {
      Finding(
        name, value(ours), unit, bound: bound, peer: peer.flatMap(value).map(\.figureText) ?? "")
    }
    return [
      line("first byte", "ms", bound: .atMost(50), \.firstByte),
      Finding("\"Progress\" on screen", ours.text, "ms", bound: .atMost(1000)),
      line("output", "bytes/s", bound: .atMost(1500), \.live.bytes),
      Finding("frames", ours.live.frames, "1/s"),
      Finding(
        "output outside frames", Double(ours.live.bytesOutsideFrames), "bytes", bound: .exactly(0)),
      line("processor", "% of a core", bound: .atMost(1), \.live.processor),
      line("key to first byte, median", "ms", bound: .atMost(2), \.keys.waits.median),
      line("key to first byte, p99", "ms") { $0.keys.waits.percentile(0.99) },
      line("output for a key, median", "bytes", \.keys.bytes.median),
      line("keys without an answer", "of 60", bound: .exactly(0)) { Double($0.keys.unanswered) },
    ]
  }

  /// The lines of the peak of memory, one for each number of queries.
  static func memory(
    _ sizes: [(queries: Int, figures: TerminalFigures)], _ peer: TerminalFigures?
  ) -> [Finding] {
    sizes.map { size in
      Finding(
        "peak memory, \(CountText.grouped(size.queries)) queries", size.figures.peakMemory, "MiB",
        bound: .atMost(40), peer: peer?.peakMemory.figureText ?? "")
    }
  }

  /// The lines of a batch larger than the one that is bound.
  static func unbound(_ figures: TerminalFigures, queries: Int) -> [Finding] {
    let size = "\(CountText.grouped(queries)) queries"
    return [
      Finding("output, \(size)", figures.live.bytes, "bytes/s"),
      Finding("processor, \(size)", figures.live.processor, "% of a core"),
      Finding("key, median, \(size)", figures.keys.waits.median, "ms"),
    ]
  }

  /// The lines of a batch that has ended, and of leaving.
  static func findings(_ end: EndFigures) -> [Finding] {
    [
      Finding("ended batch: screen says so", end.saidSo ? 1 : nil, bound: .exactly(1)),
      Finding(
        "ended batch: frames in 10 s", Double(end.frames), "",
        bound: .atMost(end.minuteTurned ? 1 : 0),
        peer: end.minuteTurned ? "(minute turned)" : ""),
      Finding("q to the end", end.quit, "ms"),
      Finding("exit status", end.exitStatus.map(Double.init), bound: .exactly(0)),
      Finding("terminal modes left changed", Double(end.changedModes), bound: .exactly(0)),
    ]
  }
}
