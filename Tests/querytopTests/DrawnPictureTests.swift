import TestSupport
import Testing

/// What is drawn piece by piece, key by key, is what would be drawn on an empty screen; the real program, its bytes read by a
/// strict terminal.
@Suite(.serialized) struct DrawnPictureTests {
  private static let size = (columns: 90, rows: 26)
  private static let (begin, end, clear) = (
    Array("\u{1B}[?2026h".utf8), Array("\u{1B}[?2026l".utf8), Array("\u{1B}[2J".utf8)
  )

  /// Keys that each change the picture of a batch that has ended, one after the other.
  private static let keys =
    Array(repeating: "j", count: 14) + [
      "k", "G", "k", "s", "s", "z", "k", "k", "z", "\t", "\t", "\t", "?", "j", "?", "k", "g", "j",
    ]
  @Test(arguments: [
    ("xterm-256color", "", "dark"), ("xterm-256color", "truecolor", "dracula"),
    ("tmux-256color", "", "light"), ("xterm-direct", "", "light"),
  ])
  func `every key in a batch leaves what a full redraw leaves`(
    term: String, colors: String, theme: String
  ) async throws {
    try await LiveSimulator.serving(queries: 40, isOver: true) { simulator in
      let environment = simulator.environment.merging(
        ["TERM": term, "COLORTERM": colors, "QUERYTOP_THEME": theme]
      ) { $1 }
      try await watching(simulator.target, environment, until: "took") { terminal in
        try await walk(Self.keys, on: terminal)
      }
    }
  }

  private func watching(
    _ target: String, _ environment: [String: String], until text: String,
    _ body: (PseudoTerminal) async throws -> Void
  ) async throws {
    let terminal = try PseudoTerminal(columns: Self.size.columns, rows: Self.size.rows)
    let usual = ["LANG": "C.UTF-8", "QUERYTOP_STATE": "off", "PATH": "/usr/bin:/bin", "TZ": "UTC"]
    _ = try await terminal.run(
      [try Program.path, "watch", target], environment: usual.merging(environment) { $1 }
    ) { _ in
      try await terminal.wait(for: "the end") { $0.contains(text) }
      try await redraw(on: terminal, until: text)
      try await body(terminal)
      terminal.type(Array("\u{3}".utf8))
    }
  }

  /// Has the screen drawn anew until a text is on it.
  private func redraw(on terminal: PseudoTerminal, until text: String = "") async throws {
    var redrawn: ArraySlice<UInt8> = []
    repeat {
      let drawn = Self.frames(terminal.transcript.bytes).count
      terminal.type([0x0C])
      try await terminal.wait(for: "the screen anew with “\(text)”") {
        redrawn = Self.frames($0.bytes).dropFirst(drawn).first(where: Self.isWhole) ?? []
        return !redrawn.isEmpty
      }
    } while !text.isEmpty && redrawn.firstRange(of: Array(text.utf8)) == nil
  }

  private func walk(_ keys: [String], on terminal: PseudoTerminal) async throws {
    var screen = CellTerminal(columns: Self.size.columns, rows: Self.size.rows)
    var fed = 0
    for (number, key) in keys.enumerated() {
      let before = Self.frames(terminal.transcript.bytes).count
      terminal.type(Array(key.utf8))
      try await terminal.wait(for: "a frame for \(key) (\(number))") {
        Self.frames($0.bytes).count > before
      }
      try await redraw(on: terminal)
      let frames = Self.frames(terminal.transcript.bytes)
      var shown = screen.cells
      for frame in frames[fed...] {
        if Self.isWhole(frame) { shown = screen.cells }
        try screen.feed(frame)
      }
      fed = frames.count
      let different = (0..<Self.size.rows).filter { y in
        // The clock stands at the end of the title.
        let width = y == 0 ? Self.size.columns - 6 : Self.size.columns
        return shown[y].prefix(width) != screen.cells[y].prefix(width)
      }
      #expect(different == [], "rows that differ after \(key) (\(number))")
    }
  }

  private static func isWhole(_ frame: ArraySlice<UInt8>) -> Bool {
    frame.firstRange(of: clear) != nil
      || frame.firstRange(of: Array("\u{1B}[H\u{1B}[J".utf8)) != nil
  }

  /// What was written between the marks of synchronized output, frame by frame.
  private static func frames(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var (frames, rest): ([ArraySlice<UInt8>], ArraySlice<UInt8>) = ([], bytes[...])
    while let start = rest.firstRange(of: begin),
      let stop = rest[start.upperBound...].firstRange(of: end)
    {
      frames.append(rest[start.upperBound..<stop.lowerBound])
      rest = rest[stop.upperBound...]
    }
    return frames
  }
}
