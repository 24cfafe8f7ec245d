import Testing
import TextCanvas

struct PanelBoxTests {
  private func box(
    _ columns: Int, _ rows: Int, title: SafeText = "Causes", trailing: SafeText? = nil,
    bottom: SafeText? = nil, borders: BorderSet = .rounded
  ) -> [String] {
    Frame.drawn(columns, rows) { frame, rect in
      PanelBox.draw(
        on: &frame, rect, title: title, trailing: trailing, bottomTrailing: bottom,
        borders: borders)
    }
  }

  @Test func `a box carries its title and both trailing texts`() {
    #expect(
      box(24, 3, trailing: "26", bottom: "1-2/9") == [
        "╭─ Causes ──────── 26 ─╮",
        "│                      │",
        "╰────────────── 1-2/9 ─╯",
      ])
  }

  @Test func `a box in ASCII`() {
    #expect(
      box(14, 3, borders: .ascii) == [
        "+- Causes ---+",
        "|            |",
        "+------------+",
      ])
  }

  @Test func `texts in an ASCII border are ASCII`() {
    let rows = box(22, 3, title: "Zürich", trailing: "2 × 3", bottom: "…", borders: .ascii)
    #expect(
      rows == ["+- Z\\u{fc}rich ------+", "|                    |", "+---------------- ~ -+"])
  }

  @Test func `a title too long ends in an ellipsis`() {
    #expect(box(10, 3).first == "╭─ Cau… ─╮")
    #expect(box(10, 3, borders: .ascii).first == "+- Cau~ -+")
  }

  @Test func `a trailing text gives way to the title`() {
    #expect(box(16, 3, trailing: "800 queries").first == "╭─ Causes ─────╮")
  }

  @Test(arguments: [
    (7, "╭─ … ─╮"), (6, "╭────╮"), (5, "╭───╮"), (4, "╭──╮"), (3, "╭─╮"), (2, "  "), (1, " "),
    (0, ""),
  ])
  func `a narrow box loses its title, then its border`(_ columns: Int, _ top: String) {
    #expect(box(columns, 3, trailing: "1", bottom: "2").first == top)
  }

  @Test(arguments: [
    (9, 5, Rect(x: 1, y: 1, width: 7, height: 3)), (3, 3, Rect(x: 1, y: 1, width: 1, height: 1)),
    (2, 9, Rect(x: 0, y: 0, width: 2, height: 9)), (9, 2, Rect(x: 0, y: 0, width: 9, height: 2)),
    (0, 0, Rect(x: 0, y: 0, width: 0, height: 0)),
  ])
  func `the inside is what the border leaves`(_ columns: Int, _ rows: Int, _ inside: Rect) {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    #expect(PanelBox.draw(on: &frame, Rect(frame.size), title: "x") == inside)
  }

  @Test func `the panel with the keys has another border`() {
    var frame = Frame(size: Size(columns: 8, rows: 3))
    PanelBox.draw(on: &frame, Rect(frame.size), title: "x", focused: true)
    #expect(frame[0, 0].style == Style(.focus))
    #expect(frame[3, 0].style == Style(.title, .bold))
  }
}
