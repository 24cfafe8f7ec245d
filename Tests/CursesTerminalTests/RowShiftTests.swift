import Testing
import TextCanvas

@testable import CursesTerminal

@Suite("Rows that have moved") struct RowShiftTests {
  /// A frame of these rows.
  private func frame(_ rows: [String]) -> Frame {
    var frame = Frame(size: Size(columns: 10, rows: rows.count))
    for (y, row) in rows.enumerated() { frame.put(SafeText(row), x: 0, y: y) }
    return frame
  }

  private func shift(_ old: [String], _ new: [String], within rows: Int = 100) -> RowShift? {
    RowShift(from: frame(old), to: frame(new), within: rows)
  }

  @Test func `are found between those that stay`() throws {
    let old = ["title", "a", "b", "c", "d", "e", "f", "foot"]
    let new = ["title", "b", "c", "d", "e", "f", "g", "foot"]
    let found = try #require(shift(old, new))
    #expect(found.rows == 1..<7)
    #expect(found.lines == 1)
    #expect((0..<8).map(found.origin) == [0, 2, 3, 4, 5, 6, nil, 7])
  }

  @Test func `are found where they have moved down, by more than a line, and one looks otherwise`()
    throws
  {
    let old = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
    let new = ["x", "y", "a", "b", "C", "d", "e", "f", "g"]
    let found = try #require(shift(old, new))
    #expect(found.lines == -2)
    #expect((0..<3).map(found.origin) == [nil, nil, 0])
  }

  @Test func `are none where less than half of what differs has moved, or little differs`() {
    #expect(shift(["a", "b", "c", "d", "e", "f"], ["u", "v", "c", "d", "a", "b"]) == nil)
    #expect(shift(["a", "b", "c", "d", "e", "f"], ["a", "c", "d", "e", "q", "f"]) == nil)
    #expect(shift(["a", "a", "a", "a", "a", "a"], ["a", "a", "a", "a", "a", "a"]) == nil)
  }

  @Test func `below the screen and in frames of another size are none`() {
    let old = ["a", "b", "c", "d", "e", "f", "g"]
    #expect(shift(old, ["b", "c", "d", "e", "f", "g", "h"], within: 4) == nil)
    #expect(shift(old, ["b", "c", "d", "e", "f", "g"]) == nil)
  }
}
