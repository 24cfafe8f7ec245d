import Testing
import TextCanvas

struct TextInputTests {
  private func edited(_ text: String, left: Int = 0, _ edit: (inout TextInput) -> Void) -> String {
    var input = TextInput(text)
    for _ in 0..<left { input.moveLeft() }
    edit(&input)
    return input.text.prefix(input.cursor) + "|" + input.text.dropFirst(input.cursor)
  }

  @Test func `typing goes in at the cursor`() {
    #expect(edited("ac", left: 1) { $0.insert("b") } == "ab|c")
  }

  @Test func `backspace and delete take one character each`() {
    #expect(edited("abc", left: 1) { $0.deleteBackward() } == "a|c")
    #expect(edited("abc", left: 1) { $0.deleteForward() } == "ab|")
  }

  @Test func `moves stop at the ends`() {
    #expect(edited("ab", left: 9) { $0.moveLeft() } == "|ab")
    #expect(edited("ab") { $0.moveRight() } == "ab|")
    #expect(edited("ab") { $0.moveHome() } == "|ab")
    #expect(edited("ab", left: 2) { $0.moveEnd() } == "ab|")
  }

  @Test func `deleting at the ends does nothing`() {
    #expect(edited("ab", left: 2) { $0.deleteBackward() } == "|ab")
    #expect(edited("ab") { $0.deleteForward() } == "ab|")
  }

  @Test func `control-U, control-K and control-W delete as in a shell`() {
    #expect(edited("one two", left: 3) { $0.deleteToStart() } == "|two")
    #expect(edited("one two", left: 3) { $0.deleteToEnd() } == "one |")
    #expect(edited("one two  ") { $0.deleteWord() } == "one |")
    #expect(edited("") { $0.deleteWord() } == "|")
  }

  @Test func `Alt moves and deletes by words of letters and digits`() {
    #expect(edited("one act_94 two") { $0.moveWordLeft() } == "one act_94 |two")
    #expect(edited("one act_94", left: 1) { $0.moveWordLeft() } == "one act_|94")
    #expect(edited("one act_94", left: 10) { $0.moveWordRight() } == "one| act_94")
    #expect(edited("one two", left: 4) { $0.deleteWordRight() } == "one|")
    #expect(edited("one two ") { $0.deleteWordLeft() } == "one |")
  }

  @Test func `control-T swaps the characters around the cursor, or at the end the last two`() {
    #expect(edited("abc", left: 1) { $0.transpose() } == "acb|")
    #expect(edited("abc", left: 2) { $0.transpose() } == "ba|c")
    #expect(edited("abc") { $0.transpose() } == "acb|")
    #expect(edited("abc", left: 3) { $0.transpose() } == "|abc")
    #expect(edited("a") { $0.transpose() } == "a|")
  }

  @Test func `control-Y types again what was deleted last`() {
    let text = edited("one two") {
      $0.deleteWord()
      $0.moveHome()
      $0.yank()
    }
    #expect(text == "two|one ")
    #expect(edited("one") { $0.yank() } == "one|")
  }

  @Test func `a typed mark joins the character before it`() {
    #expect(edited("ex", left: 1) { $0.insert("\u{301}") } == "e\u{301}|x")
  }

  @Test func `a paste stays one line without controls`() {
    #expect(edited("") { $0.insert("a\r\nb\u{1B}[1m\u{9B}") } == "ab[1m|")
  }

  @Test func `a long paste is cut`() {
    #expect(TextInput(String(repeating: "x", count: 1 << 20)).cursor == TextInput.longest)
  }

  @Test(arguments: [
    (0, "", 0), (1, "", 0), (2, "o", 1), (4, "two", 3), (7, "ne two", 6), (8, "one two", 7),
    (20, "one two", 7),
  ])
  func `the view keeps the cursor in sight`(_ width: Int, _ text: String, _ column: Int) {
    let view = TextInput("one two").view(width: width)
    #expect(view.text.string == text)
    #expect(view.cursorColumn == column)
  }
}
