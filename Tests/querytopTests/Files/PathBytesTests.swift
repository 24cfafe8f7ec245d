import Foundation
import Glibc
import TestSupport
import Testing

@testable import querytop

/// Names that are no UTF-8, as old disks and archives bring them.
struct PathBytesTests {
  private static let name: [UInt8] = [0x72, 0xFF, 0xE9, 0x2E, 0x63, 0x73, 0x76]

  @Test func `the word of the command line that reads like the text gives the bytes`() {
    let text = String(decoding: Self.name, as: UTF8.self)
    let words = [Array("export".utf8), Array("--to=".utf8) + Self.name]
    #expect(PathBytes(text, from: words).bytes == Self.name)
    #expect(PathBytes(text, from: [Self.name]).bytes == Self.name)
    #expect(PathBytes("rows.csv", from: words) == PathBytes("rows.csv"))
    // A name that does hold U+FFFD is that.
    #expect(PathBytes("\u{FFFD}", from: [Array("\u{FFFD}".utf8)]) == PathBytes("\u{FFFD}"))
  }

  @Test func `an export and a log have the very name that was given`() async throws {
    try await ExportVisit.to(try ResultServer(rows: 5)) { visit in
      let end = try await visit.shell(
        """
        querytop export \(ResultServer.supermetrics) --to "$(printf 'r\\377\\351.csv')" && \
        querytop export \(ResultServer.supermetrics) --to="$(printf 's\\377.json')" && \
        querytop wait --timeout 60s \(ResultServer.supermetrics) --log "$(printf 'l\\377')" >/dev/null
        ls | od -An -c | tr -d ' \\n'
        """)
      #expect(end.output == "l377\\nr377351.csv\\ns377.json\\n", "\(end)")
    }
  }

  @Test func `a path as typed may start at the home`() throws {
    let home = String(cString: try #require(getenv("HOME")))
    #expect(PathBytes(typed: "~/a b.txt").text == home + "/a b.txt")
    for path in ["~", "~a/b", "a/~/b", "/~/b", "~b"] {
      #expect(PathBytes(typed: path).text == path)
    }
  }
}
