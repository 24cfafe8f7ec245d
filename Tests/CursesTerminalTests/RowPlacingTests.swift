import Testing

@testable import CursesTerminal

struct RowPlacingTests {
  /// What a call that changes something gave back.
  private func expect(_ given: Bool, is wanted: Bool, _ place: SourceLocation = #_sourceLocation) {
    #expect(given == wanted, sourceLocation: place)
  }

  private func shown(_ cluster: Character, on widths: MeasuredWidths) -> String? {
    var row = RowPlacing(widths: widths)
    _ = row.add(cluster, width: 2, isSettled: false, room: 10)
    return row.takeRun()?.text
  }

  private var all: MeasuredWidths {
    var widths = MeasuredWidths()
    for row in 2...7 { _ = widths.take(row: row, column: 3) }
    return widths
  }

  @Test func `a run ends the row where it takes its last column, and not the first too`() {
    var row = RowPlacing(columns: 12)
    expect(row.add("क्", width: 1, isSettled: false, room: 2), is: true)
    #expect(row.takeRun()?.endsRow == false)
    expect(row.add("│", width: 1, isSettled: true, room: 1), is: true)
    #expect(row.takeRun()?.endsRow == true)
    row = RowPlacing(columns: 1)
    expect(row.add("क्", width: 1, isSettled: false, room: 1), is: true)
    #expect(row.takeRun()?.endsRow == false)
  }

  @Test func `where nothing was measured a sign is narrowed`() {
    #expect(shown("👩‍🚀", on: MeasuredWidths()) == "👩")
    #expect(shown("❤️", on: MeasuredWidths()) == "❤ ")
    #expect(shown("🇫🇮", on: MeasuredWidths()) == "FI")
  }

  @Test(arguments: ["👩‍🚀", "❤️", "👍🏽", "1️⃣", "🇫🇮", "👩🏽‍❤️‍👨🏿"] as [Character])
  func `a terminal that gives signs two columns is given them whole`(sign: Character) {
    #expect(shown(sign, on: all) == String(sign))
  }

  @Test func `a sign longer than a multiplexer keeps is narrowed`() {
    var widths = MeasuredWidths(longestSign: MeasuredWidths.longestInMultiplexer)
    for row in 2...7 { _ = widths.take(row: row, column: 3) }
    #expect(shown("👨‍👩‍👧", on: widths) == "👨‍👩‍👧")
    #expect(shown("👨‍👩‍👧‍👦", on: widths) == "👨")
  }

  @Test func `a sign of two kinds is whole only where both were measured`() {
    var widths = MeasuredWidths()
    _ = widths.take(row: 2, column: 3)
    #expect(shown("👩‍🚀", on: widths) == "👩‍🚀")
    #expect(shown("👩🏽‍🚀", on: widths) == "👩")
  }

  @Test func `what stands behind a cluster is placed too, as far as that may reach`() {
    var row = RowPlacing()
    #expect(row.isClear)
    expect(row.add("क्", width: 1, isSettled: false, room: 10), is: true)
    #expect(row.takeRun()?.text == "क्")
    #expect(!row.isClear)
    expect(row.add("a", width: 1, isSettled: true, room: 9), is: true)
    expect(row.add("b", width: 1, isSettled: true, room: 8), is: true)
    #expect(row.isClear)
  }

  @Test func `letters go together where the terminal joins them`() {
    var widths = MeasuredWidths()
    _ = widths.take(row: 8, column: 2)
    var row = RowPlacing(widths: widths)
    expect(row.add("क्", width: 1, isSettled: false, room: 10), is: false)
    expect(row.add("ष", width: 1, isSettled: false, room: 9), is: false)
    let run = row.takeRun()
    #expect(run?.text == "क्ष" && run?.columns == 2)
  }

  @Test func `marks that might reach beyond the end of the row are left out`() {
    var row = RowPlacing()
    _ = row.add("क्", width: 1, isSettled: false, room: 1)
    #expect(row.takeRun()?.text == "क")
  }
}
