import Testing
import TextCanvas

@testable import CursesTerminal

struct MeasuredWidthsTests {
  /// What a call that changes something gave back.
  private func expect(_ given: Bool, is wanted: Bool, _ place: SourceLocation = #_sourceLocation) {
    #expect(given == wanted, sourceLocation: place)
  }

  @Test func `each sample is asked for in a row of its own, below the first`() {
    let question = String(decoding: MeasuredWidths.question, as: UTF8.self)
    for (number, sample) in MeasuredWidths.samples.enumerated() {
      #expect(question.contains("\u{1B}[\(number + 2);1H\(sample)\u{1B}[6n"))
    }
    #expect(question.hasPrefix("\u{1B}7") && question.hasSuffix("\u{1B}8"))
  }

  @Test func `two columns make a kind of sign known, any other width does not`() {
    var widths = MeasuredWidths()
    expect(widths.take(row: 2, column: 3), is: true)
    #expect(widths.signs == .joined)
    expect(widths.take(row: 3, column: 2), is: false)
    expect(widths.take(row: 3, column: 5), is: false)
    #expect(widths.signs == .joined)
  }

  @Test(arguments: [(1, 3), (0, 3), (9, 2), (-5, 3), (Int.max, 3)])
  func `a report from elsewhere answers nothing`(row: Int, column: Int) {
    var widths = MeasuredWidths()
    expect(widths.take(row: row, column: column), is: false)
    #expect(widths == MeasuredWidths())
  }

  @Test func `a conjunct of one column is joined, of two it is not`() {
    var widths = MeasuredWidths()
    expect(widths.take(row: 8, column: 3), is: false)
    expect(widths.take(row: 8, column: 2), is: true)
    #expect(widths.joinsConjuncts)
  }

  @Test(arguments: ["\u{1B}[H\u{1B}[2J", "\u{1B}[H\u{1B}[J"])
  func `the question stands behind what clears the screen`(clearing: String) {
    var bytes = Array("\(clearing)old\(clearing)text".utf8)
    expect(bytes.insertBehindLastClearing(Array("?".utf8)), is: true)
    #expect(String(decoding: bytes, as: UTF8.self) == "\(clearing)old\(clearing)?text")
  }

  @Test func `where nothing is cleared nothing is asked`() {
    var bytes = Array("text".utf8)
    expect(bytes.insertBehindLastClearing(Array("?".utf8)), is: false)
    #expect(bytes == Array("text".utf8))
  }
}
