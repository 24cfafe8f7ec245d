import Testing
import TextCanvas

@Suite("Parts of a frame") struct FramePartsTests {
  private static let size = Size(columns: 12, rows: 4)
  private static let rect = Rect(x: 1, y: 1, width: 6, height: 3)

  /// A frame in which a part says a word.
  private func frame(
    saying word: SafeText, from input: Int, in rect: Rect = rect, after earlier: Frame? = nil
  ) -> Frame {
    var frame = Frame(size: Self.size, after: earlier)
    frame.draw(rect, from: input) {
      $0.put(word, x: rect.x, y: rect.y)
      $0.cursor = Frame.Cursor(x: rect.x + word.width, y: rect.y)
    }
    frame.endParts()
    return frame
  }

  /// A frame with a line for each word, the first of them selected.
  private func frame(
    listing words: [SafeText], as contents: [Int], from input: Int, after earlier: Frame? = nil
  ) -> Frame {
    var frame = Frame(size: Self.size, after: earlier)
    let lines = contents.enumerated().map { LineKey($1, isSelected: $0 == 0) }
    frame.drawLines(Self.rect, from: input, lines) { frame, line in
      frame.put(words[line], x: Self.rect.x, y: Self.rect.y + line)
    }
    frame.endParts()
    return frame
  }

  @Test func `are taken over, the cursor with them, where they are drawn from the same`() {
    let first = frame(saying: "old", from: 1)
    let second = frame(saying: "new", from: 1, after: first)
    #expect(second == first)
    #expect(second.cursor == Frame.Cursor(x: 4, y: 1))
    #expect(frame(saying: "new", from: 1, after: second) == first)
  }

  @Test func `are drawn anew from something else, in another place and in a frame of another size`()
  {
    let first = frame(saying: "old", from: 1)
    #expect(frame(saying: "new", from: 2, after: first) == frame(saying: "new", from: 2))
    let elsewhere = Rect(x: 2, y: 1, width: 6, height: 3)
    #expect(
      frame(saying: "new", from: 1, in: elsewhere, after: first).lines[1].hasPrefix("  new"))
    var other = Frame(size: Size(columns: 13, rows: 4), after: first)
    other.draw(Self.rect, from: 1) { $0.put("new", x: 1, y: 1) }
    #expect(other.lines[1].hasPrefix(" new"))
  }

  @Test func `are taken over as they were before something was drawn over them`() {
    var covered = Frame(size: Self.size)
    covered.draw(Self.rect, from: 1) { $0.put("below", x: 1, y: 1) }
    covered.coverParts()
    covered.put("over", x: 0, y: 1)
    covered.endParts()
    #expect(frame(saying: "new", from: 1, after: covered).lines[1].hasPrefix(" below"))
  }

  @Test func `move line by line to where their content stands now`() {
    let first = frame(listing: ["one", "two", "three"], as: [1, 2, 3], from: 7)
    let second = frame(listing: ["x", "y", "z"], as: [2, 3, 4], from: 7, after: first)
    // The selected line is drawn anew, the next two are the old third and a new one.
    #expect(second.lines.map { $0.filter { $0 != " " } } == ["", "x", "three", "z"])
  }

  @Test func `are drawn anew line by line where what they have in common is another`() {
    let first = frame(listing: ["one", "two", "three"], as: [1, 2, 3], from: 7)
    let second = frame(listing: ["x", "y", "z"], as: [1, 2, 3], from: 8, after: first)
    #expect(second.lines.map { $0.filter { $0 != " " } } == ["", "x", "y", "z"])
  }

  @Test func `a line that is selected no more is drawn anew`() {
    let first = frame(listing: ["one", "two", "three"], as: [1, 2, 3], from: 7)
    let second = frame(listing: ["x", "y", "z"], as: [3, 1, 2], from: 7, after: first)
    #expect(second.lines.map { $0.filter { $0 != " " } } == ["", "x", "y", "two"])
  }
}
