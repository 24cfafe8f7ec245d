import QueryCore
import Testing
import TextCanvas

@testable import DashboardUI

/// What is typed, pasted or pressed with the mouse where it is no key of a list.
struct TypingTests {
  private func pasted(_ text: String) -> Message {
    .pasted(PastedText(Array(text.utf8), of: text.utf8.count))
  }

  // MARK: Pasting

  @Test func `pasted text presses no key, and that is said`() {
    var state = Dashboard.watching()
    let before = state.stack
    #expect(state.apply(pasted("qrb_1\nRqX")) == [])
    #expect(state.stack == before)
    #expect(state.frame().lines.contains { $0.contains("pasted text was left out") })
  }

  @Test func `in a prompt the first line is typed`() {
    var state = Dashboard.watching()
    state.press("/")
    #expect(state.apply(pasted("act_9406\nq\n")) == [])
    #expect(state.top is PromptView)
    #expect(state.frame().lines.contains { $0.contains("filter: act_9406") })
  }

  @Test(arguments: ["/", ":", "e"], [(40, 20), (80, 24), (120, 36)])
  func `that more was pasted than the first line is said until the next key`(
    key: String, size: (columns: Int, rows: Int)
  ) {
    var state = Dashboard.watching(columns: size.columns, rows: size.rows)
    func says(_ state: Dashboard) -> Bool {
      state.frame().lines.contains { $0.contains("only the paste's first line was taken") }
    }
    state.press(key)
    _ = state.apply(pasted("one"))
    #expect(!says(state))
    _ = state.apply(pasted(" line\nand another"))
    #expect(says(state), "\(key) at \(size.columns)×\(size.rows)")
    state.press("x")
    #expect(!says(state))
  }

  @Test func `pasting into a file's name writes nothing`() {
    var state = Dashboard.watching()
    state.press("e")
    #expect(state.apply(pasted("a.csv\nb.csv\nc.csv\n")) == [])
    #expect(state.top is PromptView)
  }

  // MARK: Prompts

  @Test(arguments: [(20, 5), (20, 3), (40, 9), (80, 24), (200, 60), (12, 1)])
  func `a prompt and its caret are on every screen`(columns: Int, rows: Int) {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("/abc")
    let frame = state.frame()
    let cursor = frame.cursor
    #expect(frame.lines.contains { $0.contains("abc") })
    #expect(cursor.map { $0.x > 3 && frame[$0.x - 1, $0.y].glyph == "c" } == true)
  }

  @Test func `a caret that has moved alone is a picture of its own`() {
    var state = Dashboard.watching()
    state.press("/abc")
    for _ in 0..<3 {
      let before = state.frame()
      _ = state.apply(.keyPressed(.left))
      #expect(state.frame() != before)
    }
  }

  @Test func `without a prompt no caret is seen`() {
    #expect(Dashboard.watching().frame().cursor?.isShown == false)
  }

  @Test func `a filter given up leaves the list as it was`() {
    var state = Dashboard.watching()
    state.press("jjjj")
    let before = state.batch
    state.press("/zzzz")
    _ = state.apply(.keyPressed(.escape))
    #expect(state.batch == before)
  }

  @Test func `the interrupt key gives a prompt up, and elsewhere ends the program`() {
    var state = Dashboard.watching()
    state.press("/x")
    #expect(state.apply(.keyPressed(.control("c"))) == [])
    #expect(!(state.top is PromptView))
    #expect(state.apply(.keyPressed(.control("c"))) == [.interrupt])
  }

  // MARK: Keys and the footer

  @Test(arguments: [(KeyPress.alt("x"), "Alt-x"), ("Ä", "Ä"), (.function(9), "F9")])
  func `a key that does nothing says so`(key: KeyPress, name: String) {
    var state = Dashboard.watching()
    #expect(state.apply(.keyPressed(key)) == [])
    #expect(state.frame().lines.contains { $0.contains("\(name) does nothing here") })
  }

  @Test func `a key held with Control is the plain one where it has no meaning of its own`() {
    func drawn(_ key: KeyPress?) -> Frame {
      var state = Dashboard.watching()
      state.press("m")
      _ = key.map { state.apply(.keyPressed($0)) }
      return state.frame()
    }
    #expect(drawn(.wordRight) == drawn(.right) && drawn(.right) != drawn(nil))
  }

  @Test func `in a prompt it goes by words`() {
    var state = Dashboard.watching()
    state.press("/one two")
    _ = state.apply(.keyPressed(.wordLeft))
    state.press("x")
    _ = state.apply(.keyPressed(.deleteWord))
    #expect(state.frame().lines.contains { $0.contains("filter: one x ") })
  }

  @Test func `what is said takes the lines it needs`() {
    var state = Dashboard.watching()
    state.say(
      "drawn in ASCII: LANG is de_DE.ISO-8859-1, which is not UTF-8: export LANG=C.UTF-8, or add --utf8"
    )
    #expect(state.frame().lines.suffix(3).joined().contains("or add --utf8"))
  }

  @Test func `q undoes zoom and filters before it quits`() {
    var state = Dashboard.watching()
    state.press("fz")
    #expect(state.apply(.keyPressed("q")) == [])
    #expect(state.apply(.keyPressed("q")) == [])
    #expect(state.apply(.keyPressed("q")) == [.quit])
  }

  @Test func `a click on a key of the footer presses it`() throws {
    var state = Dashboard.watching()
    let line = state.frame().lines[23]
    let place = try #require(line.firstRange(of: "? help"))
    let x = line.distance(from: line.startIndex, to: place.lowerBound)
    _ = state.apply(.mouseUsed(.pressed(x: x + 3, y: 23)))
    #expect(state.top is HelpView)
  }

  @Test func `the mouse is left to the terminal, and taken back`() {
    var state = Dashboard.watching()
    #expect(state.apply(.keyPressed("M")) == [.useMouse(false)])
    #expect(state.frame().lines.contains { $0.contains("M takes it back") })
    #expect(state.apply(.keyPressed("M")) == [.useMouse(true)])
  }

  @Test func `the wheel scrolls help, and the list while its filter is typed`() {
    var state = Dashboard.watching()
    state.press("?")
    let top = state.frame()
    _ = state.apply(.mouseUsed(.wheelDown(x: 3, y: 9)))
    #expect(state.frame() != top)
    state.press("?/")
    let list = state.batch
    let base = state.stack[state.baseIndex]
    _ = state.apply(.mouseUsed(.wheelDown(x: 3, y: 16)))
    #expect(list == nil && state.stack[state.baseIndex] != base)
  }
}
