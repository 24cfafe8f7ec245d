import Testing

@testable import TextCanvas

@Suite("A long text in rows") struct TextRowsTests {
  private func drawn(_ text: String, width: Int) -> [String] {
    let rows = TextRows(Array(text.utf8), width: width)
    return (0..<rows.count).map {
      String(repeating: " ", count: rows.indent(of: $0)) + rows.text(in: rows.range(of: $0)).string
    }
  }

  @Test func `lines stay lines, and what is too long goes on under its indent`() {
    #expect(
      drawn("one\r\n  \"a\": \"0123456789abcdef\"\n\nend", width: 16)
        == ["one", "  \"a\": \"01234567", "    89abcdef\"", "", "end"])
  }

  @Test func `nothing of the text is lost, whatever the width`() {
    let text = "é漢字 \u{202E}x\u{1B}[31m 👩‍👩‍👧 e\u{301}\u{301}\n" + String(repeating: "あb", count: 300)
    for width in [1, 2, 3, 8, 80, 300] {
      let rows = TextRows(Array(text.utf8), width: width)
      var joined: [UInt8] = []
      for row in 0..<rows.count { joined += rows.bytes[rows.range(of: row)] }
      #expect(joined == Array(text.utf8).filter { $0 != 0x0A })
    }
  }

  @Test func `no row is wider than the page, hostile bytes and all`() {
    let text = String(
      (0..<2000).compactMap { Unicode.Scalar($0 * 37 % 0x11000) }.map(Character.init))
    for width in [10, 40, 133] {
      let rows = TextRows(Array(text.utf8), width: width)
      for row in 0..<rows.count {
        let shown = rows.text(in: rows.range(of: row))
        #expect(rows.indent(of: row) + shown.width <= width + 1)
        #expect(!shown.string.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
      }
    }
  }

  @Test func `a place is found in its row`() {
    let rows = TextRows(Array("ab\ncdefgh\nij".utf8), width: 4)
    #expect((0..<12).map(rows.row(at:)) == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3])
  }

  @Test func `an endless run of marks makes rows that end`() {
    let text = "a" + String(repeating: "\u{301}", count: 100_000)
    let rows = TextRows(Array(text.utf8), width: 80)
    for row in 0..<rows.count { #expect(rows.range(of: row).count <= 1026) }
  }
}
