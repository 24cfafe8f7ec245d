import CursesTerminal
import Testing
import TextCanvas

struct ColorNumbersTests {
  private let coral = Color.rgb(red: 255, green: 127, blue: 80)

  @Test func `of a palette are the entries`() {
    var numbers = ColorNumbers(.palette)
    #expect([.ansi(3), .indexed(200), nil].map { numbers.number(of: $0) } == [3, 200, -1])
  }

  @Test func `of a terminal that is told red, green and blue are these`() {
    var numbers = ColorNumbers(.direct)
    #expect(numbers.number(of: coral) == 0xFF7F50)
    #expect(numbers.number(of: .indexed(16 + 35)) == 0x00FFFF)
    #expect(numbers.number(of: .ansi(4)) == 4)
    #expect(numbers.number(of: .ansi(9)) == 0xFF0000)
  }

  @Test
  func `of a terminal that is told red, green and blue remember which are entries of the palette`()
  {
    var numbers = ColorNumbers(.direct)
    _ = [coral, .indexed(252), .ansi(3), nil].map { numbers.number(of: $0) }
    #expect(numbers.entries == [0xD0D0D0: 252])
    numbers.reset()
    #expect(numbers.entries.isEmpty)
  }

  @Test func `never take one of the first eight for a colour that is almost black`() {
    var numbers = ColorNumbers(.direct)
    for blue in UInt8(0)...8 {
      #expect(numbers.number(of: .rgb(red: 0, green: 0, blue: blue)) >= 8)
    }
  }

  @Test func `of stand-ins are told apart and put in`() {
    var numbers = ColorNumbers(.standIns)
    let first = numbers.number(of: coral)
    let second = numbers.number(of: .rgb(red: 255, green: 127, blue: 81))
    #expect(first != second && numbers.number(of: coral) == first)
    var bytes = Array("\u{1B}[38;5;\(first)m\u{1B}[48;5;\(second)mx".utf8)
    bytes.replaceColors(numbers.standIns)
    #expect(
      String(decoding: bytes, as: UTF8.self) == "\u{1B}[38;2;255;127;80m\u{1B}[48;2;255;127;81mx")
  }

  @Test func `of the palette's own entries stay what they are`() {
    var numbers = ColorNumbers(.standIns)
    #expect(numbers.number(of: .indexed(209)) == 209)
    _ = numbers.number(of: coral)
    var bytes = Array("\u{1B}[38;5;209m\u{1B}[38;5;2m".utf8)
    let before = bytes
    bytes.replaceColors(numbers.standIns)
    #expect(bytes == before)
  }

  @Test(arguments: [
    "\u{1B}", "\u{1B}[38;5;", "\u{1B}[38;5;999m", "\u{1B}[1;38;5;20m", "38;5;20m", "é",
  ])
  func `leave what is no colour alone`(text: String) {
    var bytes = Array(text.utf8)
    bytes.replaceColors([20: coral])
    #expect(bytes == Array(text.utf8))
  }
}
