import Glibc
import QuerySimulator
import ResultTables
import TestSupport
import Testing

/// An export that meets trouble under way: nothing under the final name, what is there is told.
struct ExportFaultTests {
  private static let target = ResultServer.supermetrics

  /// Whether the partial file's note is true: its rows are the first of the result, in the bytes it
  /// names.
  private func isNoteTrue(
    of name: String, in visit: ExportVisit, _ format: RowFormat
  ) throws -> Bool {
    guard let note = try visit.note(name), let bytes = visit.bytes(name + ".partial"),
      let count = note["rows"]?.integer, let length = note["bytes"]?.integer, length <= bytes.count
    else { return false }
    let rows = try visit.server.rows(of: Self.target).prefix(count)
    let written = Array(bytes.prefix(length))
    return try note["schema"]?.text == "querytop.partial/1"
      && SavedRows.are(rows, in: written, format, isWhole: false)
  }

  @Test(arguments: [SimulatedAnswer.status(403), .garbage, .status(404)], RowFormat.allCases)
  func `a server that fails for good midway leaves a partial file, told of`(
    answer: SimulatedAnswer, format: RowFormat
  ) async throws {
    let name = "rows.\(format.rawValue)"
    let server = try ResultServer { row, _ in .simulated(row >= 800 ? answer : .normal) }
    try await ExportVisit.to(server) { visit in
      let end = try await visit.export(Self.target, "--to", "FILE/\(name)")
      #expect(end.status == 3)
      #expect(end.error.contains("\(name).partial holds the first 800 rows of 1,500"))
      #expect(try visit.names() == ["\(name).partial", "\(name).partial.json"])
      let note = try #require(try visit.note(name))
      #expect(note["rows"]?.integer == 800 && note["total_rows"]?.integer == 1500)
      #expect(note["reason"]?.text.map { end.error.contains($0) } == true)
      #expect(try isNoteTrue(of: name, in: visit, format))
    }
  }

  @Test(arguments: [SimulatedAnswer.status(503), .garbage, .html, .empty])
  func `a server that is well again gets the whole file done`(fault: SimulatedAnswer) async throws {
    let server = try ResultServer { row, attempt in
      .simulated(row == 800 && attempt == 1 ? fault : .normal)
    }
    try await ExportVisit.to(server) { visit in
      let end = try await visit.export(Self.target, "--to", "FILE/rows.ndjson")
      #expect(end.status == 0)
      let bytes = try #require(visit.bytes("rows.ndjson"))
      #expect(try SavedRows.are(try visit.server.rows(of: Self.target), in: bytes, .ndjson))
    }
  }

  @Test(arguments: [
    (#"[["n"]]"#, 3, "export again"), (#"[["n"],[4]]"#, 4, "export again"),
    ("[]", 3, "may be a header"),
  ])
  func `a result that has fewer rows than it had is never taken for whole`(
    later: String, total: Int, words: String
  ) async throws {
    let server = try ResultServer { row, _ in
      row == 0
        ? ResultServer.body(#"[["n"],[1],[2],[3]]"#, total: 9)
        : ResultServer.body(later, total: total)
    }
    try await ExportVisit.to(server) { visit in
      let end = try await visit.export(Self.target, "--to", "FILE/rows.csv")
      #expect(end.status == 3 && end.error.contains(words), "\(end.error)")
      #expect(try visit.names() == ["rows.csv.partial", "rows.csv.partial.json"])
    }
  }

  @Test func `a full disk and a limit of file size are named`() async throws {
    try await ExportVisit.to(try ResultServer()) { visit in
      let full = try await visit.export(Self.target, "--to", "/dev/full")
      #expect(full.status == 3 && full.error == "/dev/full: the disk is full\n")
      let piped = try await visit.shell("querytop export \(Self.target) >/dev/full")
      #expect(piped.status == 3 && piped.error == "standard output: the disk is full\n")
      // In blocks of 512 bytes: less than the second page.
      let limited = try await visit.shell(
        "ulimit -f 300; querytop export \(Self.target) --to rows.csv")
      #expect(limited.status == 3)
      #expect(limited.error.contains("the limit of a file's size is reached"))
      #expect(try visit.names() == ["rows.csv.partial", "rows.csv.partial.json"])
      #expect(try isNoteTrue(of: "rows.csv", in: visit, .csv))
    }
  }

  @Test func `a folder that is not there, or not to be written to, is named`() async throws {
    try await ExportVisit.to(try ResultServer()) { visit in
      let missing = try await visit.export(Self.target, "--to", "FILE/none/rows.csv")
      #expect(missing.status == 3 && missing.error.contains("while trying to open its folder"))
      #expect(try visit.names() == [])
    }
  }

  @Test func `a reader who has gone away ends it quietly`() async throws {
    try await ExportVisit.to(try ResultServer(rows: 9000)) { visit in
      let end = try await visit.shell(
        "{ querytop export \(Self.target); echo $? >&2; } | head -c 5")
      #expect(end.output == "Date," && end.error == "3\n")
    }
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGINT], 0..<4)
  func `a signal leaves nothing under the name, and a note that is true`(
    signal: Int32, round: Int
  ) async throws {
    let held = HeldPage()
    let last = [400, 800, 1200, 1200][round]
    let server = try ResultServer { row, _ in
      if row >= last { held.wait() }
      return .simulated()
    }
    try await ExportVisit.to(server) { visit in
      defer { held.release() }
      let end = try await visit.end(of: [Self.target, "--to", "FILE/rows.csv"]) { child in
        // The very first moments in one round, any after the first rows in the others.
        if round > 0 { try await visit.firstRows(of: "rows.csv") }
        for _ in 0..<Int.random(in: 0..<3000) { await Task.yield() }
        try child.kill(signal)
      }
      #expect(end.status == 128 + signal)
      #expect(visit.bytes("rows.csv") == nil)
      guard round > 0 else { return }
      #expect(try isNoteTrue(of: "rows.csv", in: visit, .csv))
      held.release()
      let again = try await visit.export(Self.target, "--to", "FILE/rows.csv")
      #expect(again.status == 0)
      #expect(try visit.names() == ["rows.csv"])
    }
  }
}
